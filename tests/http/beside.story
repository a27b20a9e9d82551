# A worry calls whoever is on call; the page where it was noticed says nothing, and only an answer ends it.
alone
person amara as $nia
sign in amara
get /people/$nia/check-ins/new
expect 200
post /people/$nia/check-ins/new level=1&words=not+well&worried=1
expect 303
follow
see Saved.
see Time together
see not Please be with this person now
see not elf-harm
get /people/$nia/timeline
see not elf-harm
sign in nadia
get /
see First of all
see by <bdi>
see Please be with this person now
get /people/$nia/beside
expect 200
see Somebody is to be here by
keep $call after name="call" value="
post /people/$nia/beside call=$call&done=&safe=
expect 422
get /
see First of all
sign in lena
get /
see not First of all
pass 2 hours
sign in lena
get /
see First of all
see since
sign in amara
get /people/$nia/beside
see Somebody was to be here by
post /people/$nia/beside call=$call&with=both&done=sat+in+the+kitchen&safe=yes
expect 303
follow
see Saved.
see not First of all
# a colleague who answers the same call sees what was done, and adds
sign in nadia
get /people/$nia/beside
see Nobody is called at this moment.
post /people/$nia/beside call=$call&done=made+tea&safe=yes
expect 409
see sat in the kitchen
see made tea
post /people/$nia/beside call=&done=made+tea&safe=yes
expect 303
get /people/$nia/beside
see made tea
sign in bela
get /people/$nia/beside
expect 403
