# Forms about a stay, a service, a colleague's own work and the organisation: filled in, read, closed, counted.
person amara as $nia
sign in amara
get /people/$nia/stays
post /people/$nia/stays kind=family&place=Hill
expect 303
get /people/$nia/stays
see Forms about this stay
keep $stay after /stays/
get /people/$nia/stays/$stay/questions
expect 200
see With family
see The first nights
see Print it blank
see not Looking back
get /people/$nia/stays/$stay/questions/first-nights
expect 200
see Can one sleep here?
see Who sees this answer: <bdi>Lead</bdi>
post /people/$nia/stays/$stay/questions/first-nights/look page=1&nights/quiet=yes
expect 200
see <div data-node="nights/wakes" hidden>
get /people/$nia/stays/$stay/questions/first-nights
post /people/$nia/stays/$stay/questions/first-nights page=1&go=save&nights/quiet=little&nights/wakes=3&nights/room=thicker+curtain&house_word=somebody+shouts
expect 303
keep $row after /answers/
follow
see With family
see thicker curtain
# what the form shows to the lead alone is there for the others, too, and its answer is not
see A word about others in the house
see Closed to you.
see not somebody shouts
see not Correct the answers
get /people/$nia/stays/$stay/questions
see filled in once
get /people/$nia/timeline
see The first nights
# blank, with reasons
get /people/$nia/stays/$stay/questions/first-nights?paper=1
expect 200
see So that the house becomes quieter
see not thicker curtain
# a stay that is not there, a form about something else
get /people/$nia/stays/$row/questions
expect 404
get /people/$nia/stays/$stay/questions/looking-back
expect 404
# a service, and a picture that belongs to what was answered
get /people/$nia/services
post /people/$nia/services type=talk&minutes=30
get /people/$nia/services
see Forms about this service
keep $service after /services/
get /people/$nia/services/$service/questions/after-service
expect 200
see Add a picture
post /people/$nia/services/$service/questions/after-service page=1&go=save&useful=yes&drawing=a+house
expect 303
keep $after after /answers/
follow
see Add a picture or a paper
get /people/$nia/files/new?of=care&row=$after
send signed.pdf as file to /people/$nia/files of=care&row=$after&words=The+drawing
expect 303
get /people/$nia/answers/$after
see The drawing
# corrected, it stays what it is about, and the drawing stays with it
get /people/$nia/answers/$after/correct
expect 200
post /people/$nia/answers/$after/correct page=1&go=save&next=the+garden
expect 303
follow
see the garden
see The drawing
# the lead sees what is for the lead
sign in lena
get /people/$nia/answers/$row
see somebody shouts
# what one says of one's own work
sign in bela
get /me
see Forms about your own work
get /about/me/questions
expect 200
see opens to this colleague and to the managers
keep $bela after /about/
get /about/$bela/questions/our-work
expect 200
post /about/$bela/questions/our-work page=1&go=save&rest=little&heavy=the+nights
expect 303
keep $work after /answers/
follow
see the nights
see Correct the answers
# nobody else but the managers
sign in lena
get /about/$bela/questions
expect 403
get /about/$bela/answers/$work
expect 403
get /about/$work/questions
expect 404
sign in grace
get /team/staff
see /about/$bela/questions
get /about/$bela/answers/$work
expect 200
see the nights
get /about/$bela/answers/$work/correct
post /about/$bela/answers/$work/correct page=1&go=save&agreed=two+nights+fewer
expect 303
# slower, she is told
sign in bela
get /about/$bela/answers/$work/correct
expect 200
post /about/$bela/answers/$work/correct page=1&go=save&heavy=the+days
expect 409
see two nights fewer
# the house
sign in lena
get /team/forms
see Forms about the organisation
get /about/house/questions
expect 200
see opens to managers and leads
get /about/house/questions/our-house?paper=1
see What is missing?
get /about/house/questions/our-house
post /about/house/questions/our-house page=1&go=save&doors=yes&beds=3&missing:food=1
expect 303
follow
see Food
sign in amara
get /about/house/questions
expect 403
# too few to be told anything
sign in eva
get /reports
see Your own questions
get /reports/questions
expect 200
see The first nights
see too few yet
get /reports/questions/first-nights
expect 200
see Can one sleep here?
see Fewer than five answered.
see not thicker curtain
get /reports/questions/nothing
expect 404
sign in lena
get /reports/questions
expect 403
