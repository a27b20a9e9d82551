# A questionnaire that the house may use comes as a workbook with a sheet scoring, is put into use by somebody who says so, and
# is scored. tests/files/evenings.xlsx is our own; no other is copied here.
alone
person amara as $nia
sign in lena
get /team/forms/new
send evenings.xlsx as file to /team/forms/new
expect 303
keep $draft after /drafts/
follow
see A person, with a score
see Every question says why it is asked.
sign in grace
get /team/forms/drafts/$draft/compare
see Whose it is
see Given to this house to be used unchanged
see The Evening Group (2024)
post /team/forms/drafts/$draft/compare serial=0&edition=1
expect 422
see Please say that this house may use it.
see href="#f-leave"
post /team/forms/drafts/$draft/compare serial=0&edition=1&leave=1
expect 303
follow
see Evenings
get /team/forms
see About: <bdi>A person, with a score</bdi>
# it is asked where the score is told, after own words, and prints with whose it is
sign in amara
get /people/$nia/questions
see not Evenings
get /people/$nia/forms
see /questionnaires/new/evenings?paper=1
see /questions/looking-back?paper=1
see not /questions/evenings
get /people/$nia/questionnaires/new/evenings?paper=1
see Given to this house to be used unchanged
see The Evening Group (2024)
get /people/$nia/words
post /people/$nia/words state=chose_not&before=
expect 303
get /people/$nia/questionnaires/new/evenings
expect 200
# 2 + 3 + (3 - 1) = 7 of 9
post /people/$nia/questionnaires/new/evenings day=&q_rest=2&q_company=3&q_alone=1
expect 303
get /people/$nia/questionnaires
see Evenings
see >7<
see >9<
keep $row after /questionnaires/
get /people/$nia/questionnaires/$row/result
see Most evenings were calm.
see Given to this house to be used unchanged
