# Information that had to be given without consent: written down, looked at by a second person, told when it is safe.
person amara as $nia
sign in amara
get /people/$nia/disclosures
expect 200
see Nothing was given out
get /people/$nia/disclosures/new
see Why it cannot wait for a consent
post /people/$nia/disclosures/new recipient=Rescue+service
expect 422
see Rescue service
post /people/$nia/disclosures/new ground=danger&recipient=Rescue+service&groups-where=1&told=danger&wait=the+phone+is+read
expect 303
get /people/$nia/disclosures
see Rescue service
see Wants a second pair of eyes
see until this is looked at again
keep $call after /disclosures/
# not by the one who wrote it
get /people/$nia/disclosures/$call/seen
see You wrote this.
post /people/$nia/disclosures/$call/seen 
expect 409
get /people/$nia/consents
see still wants a look or a word
sign in lena
get /people/$nia/disclosures/$call/seen
see I have looked at it
post /people/$nia/disclosures/$call/seen 
expect 303
get /people/$nia/disclosures
see lena
get /people/$nia/disclosures/$call/told
expect 200
post /people/$nia/disclosures/$call/told told=yes
expect 303
get /people/$nia/consents
see not still wants a look or a word
sign in carla
get /people/$nia/disclosures
expect 403
