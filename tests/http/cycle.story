# A cycle of action research: planned, done, observed, reflected on, and begun anew.
alone
sign in amara
get /reports/cycles
expect 403
sign in lena
get /reports/cycles
expect 403
sign in eva
get /reports
see <a href="/reports/cycles"><strong>Action research</strong>
get /reports/cycles
expect 200
see Nothing is planned yet
get /reports/cycles/new
expect 200
see Please write nothing about a person
see Completeness
see not What we learned
post /reports/cycles/new title=Ask+earlier&plan=Plan+the+assessment+on+the+first+day.&indicator=episode&next=Tell+the+team&next_day=2026-03-09
expect 422
see Please choose one of the answers that are offered.
# an open one has a day on which somebody looks at it again
post /reports/cycles/new title=Ask+earlier&plan=Plan+the+assessment+on+the+first+day.&indicator=complete&next=Tell+the+team
expect 422
see On which day do you look at this again?
post /reports/cycles/new title=Ask+earlier&plan=Plan+the+assessment+on+the+first+day.&indicator=complete&next_day=2026-03-09
expect 422
see What is done on that day?
post /reports/cycles/new title=Ask+earlier&plan=Plan+the+assessment+on+the+first+day.&indicator=complete&baseline=61+%25+of+44+people&next=Tell+the+team&next_day=2026-01-09
expect 303
keep $cycle after /reports/cycles/
follow
expect 200
see Saved.
see planned
see 61 % of 44 people
see <a href="/reports/definitions#complete">Completeness</a>
see was due on
get /reports/cycles
see Ask earlier
see Tell the team
# act
get /reports/cycles/$cycle/write
see Plan the assessment on the first day.
post /reports/cycles/$cycle/write title=Ask+earlier&plan=Plan+it.&indicator=complete&baseline=61+%25+of+44+people&act=We+told+the+team.&next=Read+it+again&next_day=2199-09-01
expect 303
keep $second after /reports/cycles/
follow
see under way
see not was due on
# a colleague who began from what stood before
sign in grace
get /reports/cycles/$cycle/write
post /reports/cycles/$cycle/write title=Ask+earlier&plan=Mine.&indicator=complete&next=x&next_day=2199-09-01
expect 409
see saved this meanwhile
see We told the team.
see Mine.
# it does not end before something was learned
get /reports/cycles/$second/write
post /reports/cycles/$second/write title=Ask+earlier&plan=Plan+it.&indicator=complete&baseline=61+%25+of+44+people&act=We+told+the+team.&result=80+%25+of+51+people&over=1
expect 422
see Before it ends: what was learned?
post /reports/cycles/$second/write title=Ask+earlier&plan=Plan+it.&indicator=complete&baseline=61+%25+of+44+people&act=We+told+the+team.&result=80+%25+of+51+people&learned=A+day+helps.&over=1
expect 303
keep $third after /reports/cycles/
follow
see 80 % of 51 people
see A day helps.
see Begin the next round
get /reports/cycles/new?after=$third
expect 200
see value="80 % of 51 people"
get /reports/cycles/new?after=00000000000000000000000000000000
expect 404
get /reports/cycles
see over
get /reports/cycles/00000000000000000000000000000000
expect 404
