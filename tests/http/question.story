# An organisation's own questions in numbers: too few first, then enough; what one number would give away is blank.
person amara as $aa
person amara as $bb
person amara as $cc
person amara as $dd
person amara as $ee
person amara as $ff
sign in amara
get /people/$aa/questions/everyday?page=2
post /people/$aa/questions/everyday page=2&go=save&body/allergy=yes
expect 303
sign in eva
get /reports
see Your own questions
get /reports/questions
expect 200
see too few yet
get /reports/questions/everyday
expect 200
see Fewer than five answered.
sign in amara
get /people/$bb/questions/everyday?page=2
post /people/$bb/questions/everyday page=2&go=save&body/allergy=yes
expect 303
get /people/$cc/questions/everyday?page=2
post /people/$cc/questions/everyday page=2&go=save&body/allergy=yes
expect 303
get /people/$dd/questions/everyday?page=2
post /people/$dd/questions/everyday page=2&go=save&body/allergy=yes
expect 303
get /people/$ee/questions/everyday?page=2
post /people/$ee/questions/everyday page=2&go=save&body/allergy=yes
expect 303
get /people/$ff/questions/everyday?page=2
post /people/$ff/questions/everyday page=2&go=save&body/allergy=yes
expect 303
sign in eva
get /reports/questions
see <bdi>5</bdi> people or more
get /reports/questions/everyday?year=2026
expect 200
see Is there something the body does not bear?
# all said yes: to tell it would tell of each of them
see too few
see Answered</strong></th><td class="num">6
see fewer than 5
get /reports/questions/everyday?year=abc
expect 200
get /reports/questions/nothing
expect 404
sign in amara
get /reports/questions
expect 403
sign in lena
get /reports/questions/everyday
expect 403
