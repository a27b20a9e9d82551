# A form about the organisation: files that are answers, and a list that is looked up by letters.
alone
sign in lena
get /team/forms/new
send a-round.xlsx as file to /team/forms/new
expect 303
keep $draft after /drafts/
get /team/forms/drafts/$draft/preview
expect 200
see And <bdi>160</bdi> more: some letters are written
get /team/forms/drafts/$draft/preview?paper=1
see From a list of <bdi>260</bdi> answers
sign in grace
get /team/forms/drafts/$draft/compare
post /team/forms/drafts/$draft/compare serial=0&edition=1
expect 303
# a file is added, as on forms about a person
sign in lena
get /about/house/questions/a-round
expect 200
see Add a picture
see Add a recording
see Add a file
see A list of <bdi>260</bdi> answers
see not Kakaka South
get /about/house/questions
keep $house after /about/
get /about/$house/questions/a-round
post /about/$house/questions/a-round page=1&go=attach:lease
expect 303
follow
expect 200
see A picture, a PDF or a recording
send phone.heic as file to /about/$house/questions/a-round/attach path=door
expect 422
get /about/$house/questions/a-round/attach?at=2
send signed.pdf as file to /about/$house/questions/a-round/attach path=lease
expect 303
get /about/$house/questions/a-round
see What was added
keep $lease after value="file:
send signed.jpg as file to /about/$house/questions/a-round/attach path=door
expect 303
get /about/$house/questions/a-round
keep $door after value="file:
get /about/$house/files/$lease/copy
expect 200
# taken out before anything was saved, it is gone
post /about/$house/questions/a-round page=1&door=file:$door&lease=file:$lease&go=detach:door
expect 303
get /about/$house/files/$door/copy
expect 404
# some letters: what begins so is shown, and nothing is saved
get /about/$house/questions/a-round
post /about/$house/questions/a-round/look page=1&lease=file:$lease&town~=kak
expect 200
see Kakaka South
see Kakami North
see not Mimimi
post /about/$house/questions/a-round/look page=1&lease=file:$lease&town~=zzz
see Nothing on this list begins so.
# letters that may mean several are asked about, those that mean one are that one
get /about/$house/questions/a-round
post /about/$house/questions/a-round page=1&go=save&lease=file:$lease&town~=kak
expect 422
see Please choose among the answers that begin so
see Kakaka South
get /about/$house/questions/a-round
post /about/$house/questions/a-round page=1&go=save&lease=file:$lease&town~=KAKAMI+north&towns~=kakaka
expect 303
keep $row after /answers/
follow
see Kakami North
see Kakaka South
see /about/$house/files/$lease/copy
# who may not open the house opens nothing of it
sign in amara
get /about/$house/files/$lease/copy
expect 403
get /about/$house/questions/a-round/attach?at=2
expect 403
sign in grace
get /about/$house/files/$lease/copy
expect 200
# corrected, the picture comes to it
get /about/$house/answers/$row/correct
expect 200
see Kakami North
send signed.png as file to /about/$house/answers/$row/correct/attach path=door
expect 303
get /about/$house/answers/$row/correct
keep $picture after value="file:
post /about/$house/answers/$row/correct page=1&go=save&door=file:$picture&lease=file:$lease&town=t2&town~=kaka&towns:t0=1
expect 303
follow
see /about/$house/files/$picture/copy
see Kakato South
# on paper a list of hundreds is a line
get /about/$house/questions/a-round?paper=1
expect 200
see From a list of <bdi>260</bdi> answers
see not Kakaka South
