# What has changed: both views and goals, from the beginning to now; one score has nothing to be compared with.
sign in amara
get /people/new
post /people/new label=Seven+of+the+course&team=&language=en
keep $nia after /people/
get /people/$nia/course
expect 200
see Nothing is scored yet
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
get /people/$nia/assessments/new
post /people/$nia/assessments/new day=&wave=intake&setting=home&at=6&i_safe_home=3&i_out_of_reach=3&i_warning_signs=3&i_phone_online=3&go=save
expect 303
get /people/$nia/course
expect 200
see Scored once
see is not yet validated
get /people/$nia/course?domain=1
see This domain was scored once.
see We assume that first scores spread
see A change is clear when it is larger than that.
# it may stand before the person
see not noise
# who does not walk along opens none of it
sign in eva
get /people/$nia/course
expect 403
# and in numbers, too few people stand behind any figure of this house
get /reports/sound
post /reports/sound?age=adult age=adult
expect 422
see Too few people stand behind these figures yet.
sign in amara
get /people/new
post /reports/sound?age=adult age=adult
expect 403
