# The six domains: after their own words, six steps that keep everything, a score, a correction; the list shows both views.
sign in amara
get /people/new
expect 200
post /people/new label=Person+7&team=&language=en
expect 303
keep $nia after /people/
get /people/$nia/assessments/new
expect 200
see Their own words come first
see not <textarea
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
expect 303
get /people/$nia/assessments/new
expect 200
see is not yet validated
see A home without harm
# a step keeps what was said and goes on; nothing is written yet
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=1&i_safe_home=3&e_safe_home=A+lock+of+her+own&go=2
expect 303
follow
see <h2>Legal protection</h2>
see A lock of her own
get /people/$nia/assessments
see Nothing is scored yet
# what the form does not have is not taken; the page goes back to that step
get /people/$nia/assessments/new
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=2&i_safe_home=7&go=save
expect 422
see <h2>Safety</h2>
see Please choose one of the answers that are offered.
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=6&go=save
expect 422
see Nothing is chosen yet.
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=6&i_safe_home=3&i_out_of_reach=3&i_warning_signs=3&i_phone_online=3&m_papers=later&go=save
expect 303
get /people/$nia/assessments
see At the beginning
see Stable
keep $first after /assessments/
get /people/$nia/assessments/$first/answers
see We ask later
see comes and goes freely
# a correction begins with what is stored; two who correct the same see each other
get /people/$nia/assessments/$first
see value="3" checked
post /people/$nia/assessments/$first day=&wave=intake&setting=home&at=1&i_safe_home=2&go=save
expect 303
get /people/$nia/assessments/$first
post /people/$nia/assessments/$first day=&wave=intake&setting=home&at=1&i_safe_home=4&go=save
expect 409
see saved this meanwhile
see value="4" checked
get /people/$nia/timeline
see The six domains, together
# who does not walk along sees neither
sign in eva
get /people/$nia/assessments
expect 403
