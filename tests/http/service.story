# A service is written from the person's page, promised, kept and corrected; notes open by their kind.
person amara as $nia
sign in amara
get /people/$nia
see Services
get /people/$nia/services
expect 200
see Nothing is written down yet. Which kind of help
post /people/$nia/services type=&minutes=30
expect 422
see Please fill this in.
post /people/$nia/services type=magic&minutes=30
expect 422
see Please choose one of the answers that are offered.
post /people/$nia/services type=housing&minutes=half
expect 422
see Please write a whole number here.
post /people/$nia/services type=housing&minutes=99999
expect 422
see Please write the minutes of one day at most.
post /people/$nia/services type=housing&minutes=45&note=Two+rooms+seen.
expect 303
follow
see Housing
see <bdi>45</bdi> minutes
see Two rooms seen.
see One time
keep $row after /services/
# a note on counselling is for the counsellor; that it took place is enough
post /people/$nia/services type=counselling&minutes=50&note=About+the+nights
expect 422
see opens only to the colleague who gave it
see About the nights
post /people/$nia/services type=counselling&minutes=50&note=&partner=Open+Door
expect 303
follow
see Counselling
see <bdi>Open Door</bdi>
# corrected once; the second of two sees what stands
get /people/$nia/services/$row
see Two rooms seen.
post /people/$nia/services/$row type=housing&minutes=50&note=Three+rooms+seen.
expect 303
get /people/$nia/services
post /people/$nia/services/$row type=housing&minutes=55&note=Four+rooms.
expect 409
see Three rooms seen.
see Four rooms.
# the timeline has it
get /people/$nia/timeline?kind=service
see Three rooms seen.
see as it was written before the correction
# promised, then it takes place
get /people/$nia/services
post /people/$nia/services type=papers&promised=2020-01-01
expect 422
see A promise is for today or a day to come.
post /people/$nia/services type=papers&promised=2026-03-06
expect 303
get /
see A service that was promised
get /people/$nia/services
see It took place
get /people/$nia/services
# who does not walk along is refused; a lead sees it
sign in bela
get /people/$nia/services
expect 403
sign in lena
get /people/$nia/services
see Three rooms seen.
# whoever sees figures sees no person
sign in eva
get /people/$nia/services
expect 403
sign in carla
get /people/$nia/services/$row
expect 403
