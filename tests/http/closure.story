# A walk ends and begins again.
person amara as $nia
sign in amara
get /people/$nia/closure
expect 200
see the door stays open
post /people/$nia/closure reason=&view=
expect 422
post /people/$nia/closure reason=plan_completed&view=I+can+do+it+now&told_back=1&checks-plan=1
expect 303
get /people/$nia/closure
see The plan is completed
see I can do it now
see The plan was looked at together
get /people/$nia/closure/reopen
post /people/$nia/closure/reopen 
expect 303
get /people/$nia/closure
see not I can do it now
sign in carla
get /people/$nia/closure
expect 403
