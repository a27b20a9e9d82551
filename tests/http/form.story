# A form of the house is found, filled in page by page, refused where it breaks a rule, saved, read and corrected.
person amara as $nia
sign in amara
get /people/$nia
see /people/$nia/questions
get /people/$nia/questions
expect 200
see Arriving: everyday life
see Looking back
see Print it blank
get /people/$nia/questions/looking-back
expect 200
see Did this feel like a safe place?
see So that the next person finds a better house.
see Or why there is no answer
# what does not apply is hidden, and is asked as soon as the server knows
see <div data-node="after/call_when" hidden>
post /people/$nia/questions/looking-back/look page=1&after/call=yes&here/safe=mostly
expect 200
see <div data-node="after/call_when">
# what was typed is kept as a draft by that
get /people/$nia/questions/looking-back
see value="mostly" checked
# a rule of the form in its own words, and everything stays as it was typed
post /people/$nia/questions/looking-back page=1&go=save&after/call=yes&after/call_when=2020-01-01&here/better=more+quiet
expect 422
see A day that is still to come
see more quiet
see href="#f-after%2Fcall_when"
# two things cannot have one place; what was typed stays
post /people/$nia/questions/looking-back page=1&go=save&after/helped:home=1&after/helped:people=1&after/helped:law=3
expect 422
see Please give each of them a place of its own.
see name="after/helped:law" maxlength="3" autocomplete="off" value="3"
post /people/$nia/questions/looking-back page=1&go=save&after/call=no&after/call_when=2020-01-01&here/better=more+quiet&here/safe!=prefer_not&after/helped:home=1&after/helped:people=2&after/helped:law=3&after/helped:work=4
expect 303
keep $row after /answers/
get /people/$nia/answers/$row
expect 200
see more quiet
see Prefers not to say
see A place to sleep · The people here
# an answer to what was not asked is not kept
see not 2020-01-01
get /people/$nia/timeline
see A form was filled in
see Looking back
# a correction, and somebody who was slower
get /people/$nia/answers/$row/correct
expect 200
see more quiet
post /people/$nia/answers/$row/correct page=1&go=save&here/better=more+light
expect 303
get /people/$nia/answers/$row/correct
post /people/$nia/answers/$row/correct page=1&go=save&here/better=more+bread
expect 409
see more light
see more bread
# a long form goes by pages; rounds are added and removed; a draft waits
get /people/$nia/questions/everyday
see Next page
see not How are they called?
post /people/$nia/questions/everyday page=1&go=next&days/rest:light=1
expect 303
get /people/$nia/questions/everyday?page=3
see Add: <bdi>Child or person</bdi>
post /people/$nia/questions/everyday page=3&go=add:family/child
expect 303
get /people/$nia/questions/everyday?page=3
see How are they called?
see Counted so far: <strong>1</strong>
post /people/$nia/questions/everyday page=3&go=save&family/child[1]/age=200
expect 422
see An age in years, from 0 to 119
post /people/$nia/questions/everyday page=3&go=remove:family/child[1]
expect 303
get /people/$nia/questions/everyday?page=3
see not How are they called?
# told once: the second time it need not be asked, and says when and to whom
get /people/$nia/questions/everyday?page=4
post /people/$nia/questions/everyday page=4&go=save&money/debt=yes&money/debt_pressed=no
expect 303
get /people/$nia/questions/everyday?page=4
see Already told on
see Ask it again, with a reason
see not value="yes" checked
post /people/$nia/questions/everyday page=4&go=save&money/debt=yes
expect 422
see Please say why it is asked again
post /people/$nia/questions/everyday page=4&go=save&money/debt=yes&money/debt?=raised
expect 303
# blank, with all pages and reasons
get /people/$nia/questions/everyday?paper=1
expect 200
see How are they called?
see Is there something the body does not bear?
see not Already told on
# who does not walk along writes and reads nothing
sign in carla
get /people/$nia/questions/everyday
expect 403
get /people/$nia/answers/$row
expect 403
sign in nadia
get /people/$nia/answers/$row
see closed to you
see not more light
get /people/$nia/questions/nothing
expect 403
