# A safety question: the page says nothing, somebody is called within the hour, and only an answer ends it.
alone
sign in amara
get /people/new
post /people/new label=Person+9&team=&language=en
expect 303
keep $nia after /people/
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
expect 303
get /people/$nia/questionnaires/new/phq-9
expect 200
post /people/$nia/questionnaires/new/phq-9 day=&q_mood-phq_1=1&q_mood-phq_2=0&q_mood-phq_3=0&q_mood-phq_4=0&q_mood-phq_5=0&q_mood-phq_6=0&q_mood-phq_7=0&q_mood-phq_8=0&q_mood-phq_9=1
expect 303
follow
expect 200
see Saved.
see Thank you
see not elf-harm
see not within the hour
get /people/$nia/questionnaires
see not elf-harm
get /people/$nia/timeline
see not elf-harm
get /people/$nia
see Time together
see not elf-harm
sign in nadia
get /
see First of all
see Please be with this person now
see not Thoughts
get /people/$nia/beside
see Noticed in a questionnaire
keep $call after name="call" value="
# it is over when somebody said what was done, and not before
sign in amara
get /people/$nia/questionnaires/new/phq-9
post /people/$nia/questionnaires/new/phq-9 day=&q_mood-phq_9=0&q_mood-phq_1=0
expect 303
sign in nadia
get /
see First of all
get /people/$nia/beside
post /people/$nia/beside call=$call&with=both&done=sat+in+the+kitchen&safe=yes
expect 303
get /
see not First of all
