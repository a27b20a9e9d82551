# A child is asked beside a parent or guardian; a no is talked about; where nobody safe is there, two decide for a while.
sign in amara
get /people/new
post /people/new label=Little+Fern&age=6_11
expect 303
keep $fern after /people/
get /people/$fern/consents
expect 200
see A child is always asked, in words that fit the age.
get /people/$fern/consents/new?purpose=referral
see A child does not answer this alone here.
see not checked
post /people/$fern/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&by=self
expect 422
see Please ask a parent or guardian who is safe.
post /people/$fern/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&by=guardian&standing=parent
expect 422
see Without this the answer does not count.
post /people/$fern/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&by=guardian&standing=parent&unsuspected=1&assent=no
expect 422
see The child says no. Please write what was talked about
post /people/$fern/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&by=guardian&standing=parent&unsuspected=1&assent=no&talked=Bela+goes+along
expect 303
get /people/$fern/consents
see That is not passed over
see Bela goes along
see A parent who has the right to decide
# what others want is not done against a child's no
get /people/$fern/consents/new?purpose=research
see not Nobody safe can answer
post /people/$fern/consents/new purpose=research&answer=given&recipient=University&by=guardian&standing=parent&unsuspected=1&assent=no&talked=No
expect 422
see For this, that is the answer
post /people/$fern/consents/new purpose=research&answer=refused&by=self
expect 303
# nobody safe is there
get /people/$fern/consents/new?purpose=legal_help
see Nobody safe can answer
post /people/$fern/consents/new purpose=legal_help&answer=given&recipient=Advice+Centre&by=best&deciders=Lena+and+Grace&nobody=Not+found&weighed=The+hearing+is+soon&assent=young&review=2030-01-01
expect 422
see in the next three months
post /people/$fern/consents/new purpose=research&answer=given&recipient=University&by=best&deciders=Lena+and+Grace&nobody=Not+found&weighed=None&review=2026-05-30
expect 422
see Nobody decides this in
get /people/$fern/consents/new?purpose=legal_help
post /people/$fern/consents/new purpose=legal_help&answer=given&recipient=Advice+Centre&by=best&deciders=Lena+and+Grace&nobody=Not+found&weighed=The+hearing+is+soon&assent=young&review=2026-05-30
expect 303
get /people/$fern/consents
see Lena and Grace
see The hearing is soon
get /people/$fern
see Look again at what was decided for a child
# what is wide is refused
get /people/$fern/consents/new?purpose=statistics
see not My story
post /people/$fern/consents/new purpose=statistics&answer=given&groups-story=1&by=guardian&standing=court&unsuspected=1&assent=yes
expect 422
see Please tick only what is offered here for this.
# who does not walk with this child may not
sign in carla
get /people/$fern/consents
expect 403
