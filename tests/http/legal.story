# Status, hearings and what would be just: days for everybody who cares, the rest for legal help alone.
person lia as $nia
sign in lia
get /people/$nia/legal
expect 200
see Care here never depends on it
get /people/$nia/legal/status
expect 200
post /people/$nia/legal/status before=&code=nonsense&until=&reflection=&reflection_end=&extended=&day=&told=&paper=
expect 422
post /people/$nia/legal/status before=&code=reflection&until=&reflection=2026-03-01&reflection_end=2026-02-01&extended=&day=&told=&paper=
expect 422
see It ends before it begins
post /people/$nia/legal/status before=&code=reflection&until=&reflection=2026-02-01&reflection_end=2027-03-10&extended=&day=&told=&paper=
expect 303
get /people/$nia/legal
get /people/$nia
see A protection ends soon
# from an older page: somebody else wrote the first status meanwhile
get /people/$nia/legal/notes/new
see >Save the note<
post /people/$nia/legal/status before=&code=applied&until=&reflection=&reflection_end=&extended=&day=&told=&paper=
expect 409
see saved this meanwhile
see Reflection period
# the law: a proceeding, a note, what would be just
get /people/$nia/legal/proceedings/new
post /people/$nia/legal/proceedings/new kind=labour&court=Labour+court+12&words=Two+years+of+wages.&outcome=&day=&told=&paper=
expect 303
get /people/$nia/legal
see Labour court 12
keep $case after /proceedings/
get /people/$nia/legal/proceedings/$case
expect 200
post /people/$nia/legal/proceedings/$case kind=labour&court=Labour+court+12&words=Three+years+of+wages.&outcome=&over=1&day=&told=&paper=
expect 303
get /people/$nia/legal/notes/new
post /people/$nia/legal/proceedings/$case kind=labour&court=&words=Four.&outcome=&day=&told=&paper=
expect 409
see Three years of wages.
get /people/$nia/legal/notes/new
post /people/$nia/legal/notes/new words=&day=&told=&paper=
expect 422
post /people/$nia/legal/notes/new words=A+quiet+word.&day=&told=&paper=Mira
expect 303
get /people/$nia/legal
see A quiet word.
see on paper first
get /people/$nia/legal/justice
expect 200
post /people/$nia/legal/justice before=&justice=My+passport+back.&part=not_yet&day=&told=&paper=
expect 303
get /people/$nia/legal
see My passport back.
# a hearing
get /people/$nia/legal/hearings/new
expect 200
see Labour court 12
post /people/$nia/legal/hearings/new hearing=&companion=&state=&after=&place=&proceeding=&decided=&day=&told=&paper=
expect 422
post /people/$nia/legal/hearings/new hearing=2027-03-20&companion=&state=held&after=&place=&proceeding=&decided=&day=&told=&paper=
expect 422
post /people/$nia/legal/hearings/new hearing=2027-03-20&companion=&state=planned&after=&place=Room+4&proceeding=$case&decided=&day=&told=&paper=
expect 303
get /people/$nia/legal
see Nobody goes along yet.
see Where: <bdi>Room 4
keep $day after /hearings/
# the lead reads what care needs, and is told what is closed
sign in lena
get /people/$nia/legal
expect 200
see Reflection period
see Nobody goes along yet.
see closed to you
see not Room 4
see not My passport
see not quiet word
see not Labour court
get /people/$nia/legal/hearings/$day
expect 200
see not Room 4
post /people/$nia/legal/hearings/$day hearing=2027-03-20&companion=Lena&state=planned&after=&day=&told=&paper=
expect 303
get /people/$nia/legal/notes/new
expect 403
get /people/$nia/timeline
see not quiet word
see not My passport
sign in lia
get /people/$nia/legal
see Beside this person: <bdi>Lena
see Room 4
sign in hana
get /people/$nia/legal
expect 403
sign in eva
get /people/$nia/legal
expect 403
