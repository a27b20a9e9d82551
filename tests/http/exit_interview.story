# What somebody says about our work, corrected once.
person amara as $nia
sign in amara
get /people/$nia/exit-interview
expect 200
see Nothing that is said here changes any help
post /people/$nia/exit-interview helped=the+garden&respected=maybe
expect 422
post /people/$nia/exit-interview helped=the+garden&missed=quiet+nights&respected=partly&asked_by=other
expect 303
get /people/$nia/timeline
see The exit interview
see the garden
sign in carla
get /people/$nia/exit-interview
expect 403
