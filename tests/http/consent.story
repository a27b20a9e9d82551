# A consent is asked, given, used for one paper and taken back; a no is written down without any penalty.
person amara as $nia
sign in amara
get /people/$nia/consents
expect 200
see Help here never depends on a yes.
get /people/$nia/consents/new?purpose=referral
see What may go wrong:
post /people/$nia/consents/new purpose=referral&answer=given&recipient=&groups-name=1
expect 422
see Please name one person or place
post /people/$nia/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=spoken
expect 422
see Please name the second person who heard it.
post /people/$nia/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=spoken&witness=Bela
expect 303
get /people/$nia/consents
see Lantern House
keep $yes after /consents/
get /people/$nia/consents/$yes/share
see may receive
see not My health
# what the paper is asked of first
get /people/$nia/consents/$yes/print
see Is it safe to carry?
see Nia
post /people/$nia/consents/$yes/print carry=discreet
follow
see can be taken back before
see not Nia
see not class="whose"
# somebody else corrects it meanwhile: who comes second is told
get /people/$nia/consents/$yes
see Lantern House
post /people/$nia/consents/$yes purpose=referral&answer=given&recipient=Harbour+Clinic&groups-name=1&how=mark
expect 303
get /people/$nia/consents/$yes/withdraw
post /people/$nia/consents/$yes/withdraw how=written&by=self
expect 409
get /people/$nia/consents
see Harbour Clinic
see not Lantern House
keep $later after /consents/
post /people/$nia/consents/$later/withdraw how=written&by=self
expect 303
get /people/$nia/consents
see Taken back
get /people/$nia/consents/$later/share
see not may receive
# a no is a full answer
get /people/$nia/consents/new?purpose=research
post /people/$nia/consents/new purpose=research&answer=refused
expect 303
get /people/$nia/consents
see Nothing was lost by it.
# who does not walk with this person may not
sign in carla
get /people/$nia/consents
expect 403
get /people/$nia/consents/new?purpose=referral
expect 403
sign in eva
get /people/$nia/consents
expect 403
