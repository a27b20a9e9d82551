# What is needed within hours is written, corrected and ended by saying what was done; the plan is made, replaced and printed.
alone
person amara as $nia
sign in amara
get /people/$nia
see A safety plan, made together
get /people/$nia/safety
expect 200
see Nothing is waiting.
see No plan yet.
# --- a need
get /people/$nia/safety/needs/new
see What is needed now?
post /people/$nia/safety/needs/new kind=&what=&hours=
expect 422
see Please choose what is needed, or write it.
post /people/$nia/safety/needs/new kind=medicine&what=insulin&hours=4
expect 303
follow
see insulin
see 13:00
keep $need after /needs/
get /
see Medicine: insulin (by 13:00)
get /people/$nia/safety/needs/$need
see insulin
post /people/$nia/safety/needs/$need kind=medicine&what=insulin+and+needles&hours=1
expect 303
follow
see insulin and needles
see 10:00
keep $second after /needs/
get /people/$nia/safety/needs/$second/done
see How it went
post /people/$nia/safety/needs/$second/done end=met&done=
expect 422
see Please fill this in.
post /people/$nia/safety/needs/$second/done end=met&done=The+pharmacy+brought+it.
expect 303
follow
see Nothing is waiting.
# a second one, who still had the page open
get /people/$nia/safety/needs/$second/done
see The pharmacy brought it.
get /people/$nia/timeline?kind=need
see It was looked after
see The pharmacy brought it.
# --- the plan
get /people/$nia/safety/plan
see Made together, in this person
post /people/$nia/safety/plan signs=&night=
expect 422
see One line is enough.
post /people/$nia/safety/plan signs=&night=Light+on,+tea.&code=lemon&helps=walking&review=2026-03-01
expect 422
see still to come
see Light on, tea.
post /people/$nia/safety/plan night=Light+on,+tea.&code=lemon&helps=walking&how=together
expect 303
follow
see Light on, tea.
see 1 April 2026
get /people/$nia/safety/plan
keep $plan after name="before" value="
post /people/$nia/safety/plan night=Light+on.&code=lemon&before=$plan
expect 303
# somebody who still had the first one open
get /people/$nia/safety/plan
post /people/$nia/safety/plan night=No+light.&before=$plan
expect 409
see Light on.
see No light.
get /people/$nia/safety
see One earlier plan
get /people/$nia/safety/plans/$plan
see Light on, tea.
see This is how it stood then.
get /people/$nia/timeline
see not lemon
# --- on paper
get /people/$nia/safety/print
see Is it safe to carry?
post /people/$nia/safety/print carry=open
expect 422
see Please tick what this person wants on the paper.
post /people/$nia/safety/print carry=discreet&parts-code=1&in=en
expect 422
post /people/$nia/safety/print carry=discreet&parts-code=1&parts-night=1&in=en
expect 303
follow
see A note
see Light on.
see not lemon
see not Kintsugi
see not Safety
get /people/$nia/safety/print
post /people/$nia/safety/print carry=open&parts-code=1&in=es
expect 303
follow
see lang="es"
see lemon
see not Light on.
# --- health, not walking along, may not read any of it
sign in hana
get /people/$nia/safety
expect 403
sign in eva
get /people/$nia/safety
expect 403
