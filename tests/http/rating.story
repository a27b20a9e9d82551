# The six domains scored by two: a lead scores too and sees nothing of the first score until hers is in; then they talk.
person amara as $nia
sign in amara
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
expect 303
get /people/$nia/assessments/new
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=6&i_safe_home=4&e_safe_home=A+lock+of+iron&i_papers=2&go=save
expect 303
# who scored cannot be the second one, too
get /people/$nia/second
expect 200
see Nothing was scored twice yet.
post /people/$nia/second
expect 422
see There is nothing now that you could score a second time.
# lena sees it, as everybody does, until she begins
sign in lena
get /people/$nia/assessments
see Open the answers
keep $first after /assessments/
get /people/$nia/second
see Begin to score independently
post /people/$nia/second
expect 303
keep $two after /second/
follow
expect 200
see Please do not ask what the other one chose.
see not A lock of iron
see not last time
get /people/$nia/assessments
see What was scored before opens when yours is in.
see not Open the answers
see not Stable
get /people/$nia/assessments/$first/answers
expect 403
get /people/$nia/assessments/$first
expect 403
get /people/$nia/assessments/new
expect 303
get /people/$nia/second/$two
expect 303
get /
see To score independently
# a draft is not in
get /people/$nia/second/$two/score
post /people/$nia/second/$two/score at=1&i_safe_home=2&go=2
expect 303
get /people/$nia/assessments/$first/answers
expect 403
# amara may not score in her place, and sees that it waits
sign in amara
get /people/$nia/second
see The second score is not in yet.
get /people/$nia/second/$two/score
expect 403
# nothing at all is not a score; what the form does not have is not taken
sign in lena
get /people/$nia/second/$two/score
see value="2" checked
post /people/$nia/second/$two/score at=6&go=save
expect 422
see Nothing is chosen yet.
post /people/$nia/second/$two/score at=6&i_safe_home=9&go=save
expect 422
post /people/$nia/second/$two/score at=6&i_safe_home=2&e_safe_home=A+wooden+door&i_papers=2&go=save
expect 303
follow
see Scored by two, side by side
see A lock of iron
see A wooden door
see steps apart
see by choice
get /people/$nia/assessments/$first/answers
expect 200
# the first score stays what is counted and drawn; what was agreed stands beside both
get /people/$nia/second/$two
post /people/$nia/second/$two words=We+look+at+the+door+together.
expect 303
follow
see We look at the door together.
sign in amara
get /people/$nia/second/$two
see We look at the door together.
see A lock of iron
get /people/$nia/timeline
see The six domains, scored by two
# another time it does not fit, and she says why
get /people/$nia/assessments/new
post /people/$nia/assessments/new day=&wave=between&setting=home&at=6&i_safe_home=3&go=save
expect 303
sign in lena
get /people/$nia/second
post /people/$nia/second
expect 303
keep $three after /second/
get /people/$nia/second
see It does not fit, or I know the score already
post /people/$nia/second/$three/leave words=
expect 422
post /people/$nia/second/$three/leave words=I+was+in+the+room.
expect 303
follow
see Open the answers
get /people/$nia/second
see I was in the room.
# who does not walk along sees none of it
sign in eva
get /people/$nia/second
expect 403
get /people/$nia/second/$two
expect 403
