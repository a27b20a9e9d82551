# Questionnaires: after their own words, filled in with what stays open, read in plain words, corrected; nothing alarming anywhere.
sign in amara
get /people/new
post /people/new label=Person+9&team=&language=en
expect 303
keep $nia after /people/
get /people/$nia/questionnaires
expect 200
see Before we score anything
see not Fill it in
get /people/$nia/questionnaires/new/who-5
expect 303
get /people/$nia/questionnaires/new/who-5?paper=1
expect 200
see I have felt calm and relaxed
see Five short sentences show
see CC BY-NC-SA 3.0 IGO
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
expect 303
get /people/$nia/questionnaires
see Fill it in
see WHO-5 Well-Being Index
see PC-PTSD-5
# wording that is not shipped is not asked
see not CRIES
get /people/$nia/questionnaires/new/cries-8
expect 404
get /people/$nia/questionnaires/new/recovery-rubric
expect 404
# bad input: every value is kept, and the field says what is wrong
get /people/$nia/questionnaires/new/who-5
expect 200
post /people/$nia/questionnaires/new/who-5 day=&q_well-well_1=4&q_well-well_2=9
expect 422
see value="4" checked
see has-problem
post /people/$nia/questionnaires/new/who-5 day=
expect 422
see Nothing is chosen yet
post /people/$nia/questionnaires/new/who-5 day=2099-01-01&q_well-well_1=4
expect 422
see This day is still to come.
post /people/$nia/questionnaires/new/who-5 day=&q_well-well_1=1&m_well-well_2=maybe
expect 422
# five answers: 2 + 2 + 3 + 2 + 3 = 12, times four
post /people/$nia/questionnaires/new/who-5 day=2026-03-01&q_well-well_1=2&q_well-well_2=2&q_well-well_3=3&q_well-well_4=2&q_well-well_5=3
expect 303
follow
see Saved.
see The answers are kept.
see not of 100
get /people/$nia/questionnaires
see >48<
see Last time:
see more is lighter
keep $first after /questionnaires/
# a second time, 13 of 25: a change that is too small, and another band
get /people/$nia/questionnaires/new/who-5
post /people/$nia/questionnaires/new/who-5 day=2026-03-02&q_well-well_1=3&q_well-well_2=2&q_well-well_3=3&q_well-well_4=2&q_well-well_5=3
expect 303
get /people/$nia/questionnaires
see so small a change says nothing
keep $second after /questionnaires/
get /people/$nia/questionnaires/$second/result
expect 200
see Above the line at which one looks closer.
see is a diagnosis
see >52<
# one line open: no figure, and no reproach
get /people/$nia/questionnaires/$second
expect 200
see value="3" checked
post /people/$nia/questionnaires/$second day=2026-03-02&q_well-well_1=3&m_well-well_2=prefer_not&q_well-well_3=3&q_well-well_4=2&q_well-well_5=3
expect 303
get /people/$nia/questionnaires/$second/result
see corrected since
# the second saver sees that somebody was faster
get /people/$nia/questionnaires/$second
post /people/$nia/questionnaires/$second day=2026-03-02&q_well-well_1=5&q_well-well_2=5&q_well-well_3=5&q_well-well_4=5&q_well-well_5=5
expect 409
see saved this meanwhile
see Prefers not to say</span>
see value="5" checked
get /people/$nia/questionnaires
see some lines stayed open
# no event named: a zero that says nothing about these weeks
get /people/$nia/questionnaires/new/pc-ptsd-5
expect 200
see Have you ever experienced this kind of event?
post /people/$nia/questionnaires/new/pc-ptsd-5 day=&q_gate-event=no
expect 303
get /people/$nia/questionnaires
see This 0 says nothing about these weeks.
get /people/$nia/timeline
see A questionnaire
see PC-PTSD-5
see not >48<
# without the key of health: no answers, no figures, no form
sign in nadia
get /people/$nia/questionnaires
expect 200
see closed to you
see not WHO-5
get /people/$nia/questionnaires/$first/result
expect 403
get /people/$nia/questionnaires/new/who-5
expect 403
sign in eva
get /people/$nia/questionnaires
expect 403
