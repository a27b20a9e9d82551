# A form comes as a spreadsheet, gets its reasons on a page, is put into use, answered, changed, and taken out of use.
alone
person amara as $nia
sign in lena
get /team/forms
expect 200
see Six-domain recovery rubric
see as it came with the program
# what cannot be used is said with its place, and nothing is kept
get /team/forms/new
send none as file to /team/forms/new
expect 422
see Please choose the file of the form.
send visit-wrong.csv as file to /team/forms/new
expect 422
see Sheet <bdi>survey</bdi>, row <bdi>2</bdi>, column <bdi>countable</bdi>
see Free text never is: write no.
see row <bdi>3</bdi>, column <bdi>type</bdi>
send visit-torn.csv as file to /team/forms/new
expect 422
see What to change in the file
send visit-macro.xlsm as file to /team/forms/new
expect 422
see macro
send visit-bomb.xlsx as file to /team/forms/new
expect 422
send signed.pdf as file to /team/forms/new
expect 422
get /team/forms
see not Drafts
# a form without reasons is a draft that says what is missing
get /team/forms/new
send visit.csv as file to /team/forms/new
expect 303
keep $draft after /drafts/
follow
see Saved.
see What is missing
see What would you wish for this place?
see row <bdi>2</bdi>
get /team/forms/drafts/$draft/compare
see There is no form of this name yet
see Something is still missing.
# the reasons: one by one, for a group, in a language
get /team/forms/drafts/$draft/reasons
see You are writing in <bdi>English</bdi>.
see one reason for its <bdi>2</bdi> questions
post /team/forms/drafts/$draft/reasons lang=0&edition=1&why-2=So+that+the+house+can+change.
expect 303
get /team/forms/drafts/$draft/reasons
see not What would you wish for this place?
post /team/forms/drafts/$draft/reasons lang=0&edition=1&why-3=Somebody+else+was+faster
expect 409
see Somebody else wrote in this draft meanwhile.
see Somebody else was faster
post /team/forms/drafts/$draft/reasons lang=0&edition=2&why-3=So+that+nights+become+quieter.
expect 303
get /team/forms/drafts/$draft/reasons?lang=es
see You are writing in <bdi>Español</bdi>.
post /team/forms/drafts/$draft/reasons lang=1&edition=3&why-all=Para+que+la+casa+cambie.
expect 303
get /team/forms/drafts/$draft
see Every question says why it is asked.
# how it looks, in each language, to each role, on paper
get /team/forms/drafts/$draft/preview?lang=es&role=volunteer
see ¿Qué desearía para este lugar?
see Para que la casa cambie.
see closed to them
get /team/forms/drafts/$draft/preview?lang=en&role=caseworker
see So that nights become quieter.
see not closed to them
get /team/forms/drafts/$draft/preview?paper=1
see Prefer not to say
get /team/forms/drafts/$draft/copy
expect 200
# a lead prepares, a manager decides
post /team/forms/drafts/$draft/compare serial=0&edition=4
expect 403
sign in grace
get /team/forms/drafts/$draft/compare
see Put it into use
post /team/forms/drafts/$draft/compare serial=0&edition=3
expect 409
post /team/forms/drafts/$draft/compare serial=0&edition=4
expect 303
follow
see not Drafts
see visit
get /team/forms/drafts/$draft
expect 404
# it is asked, and answered
sign in amara
get /people/$nia/questions
see visit
get /people/$nia/questions/visit
see What would you wish for this place?
see So that the house can change.
post /people/$nia/questions/visit page=1&go=save&wish=A+garden&rest/nights=6
expect 303
keep $row after /answers/
# the next version, by its file: what would be different, and that old answers keep their words
sign in grace
get /team/forms/new
send visit-again.xlsx as file to /team/forms/new
expect 303
keep $second after /drafts/
get /team/forms/drafts/$second/compare
see What could be better at this place?
see What helps you to sleep?
see Earlier answers keep the wording that they were given under.
# another manager was faster: nothing changes before it was looked at again
post /team/forms/drafts/$second/compare serial=0&edition=1
expect 409
see Somebody else decided about this form meanwhile
post /team/forms/drafts/$second/compare serial=1&edition=1
expect 303
sign in amara
get /people/$nia/questions/visit
see What helps you to sleep?
get /people/$nia/answers/$row
see What would you wish for this place?
see A garden
sign in tom
get /team/forms
expect 403
# words that may hurt are pointed out in each language of the form, and nothing is refused
sign in lena
get /team/forms/new
send visit-words.csv as file to /team/forms/new
expect 303
keep $words after /drafts/
follow
see <bdi>4</bdi> words may hurt whoever reads them
see runaway:
see fugada:
see fugueuse:
see هاربة:
get /team/forms/drafts/$words/preview
see words may hurt whoever reads them
get /team/forms/drafts/$words/compare
see words may hurt whoever reads them
