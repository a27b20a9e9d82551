# A house says a word of the interface in its own way, sees what that changes, and takes it back.
alone
sign in grace
get /team/staff
see <a href="/settings/words">Words of this house</a>
get /settings/words
expect 200
see No word is said in another way yet.
# a word that stands nowhere, and signs that are none
post /settings/words language=en&said=xyzzy&instead=house
expect 422
see No text of the program has this word.
post /settings/words language=en&said=shelter&instead=%3Cb%3E
expect 422
see Please write words only
post /settings/words language=xx&said=shelter&instead=residence
expect 422
post /settings/words language=en&said=shelter&instead=residence
expect 303
follow
expect 200
see Saved.
see Our own residence
see <span class="small">Our own shelter</span>
see On call and residence
keep $term after /settings/words/
# it stands on every page of that language, for everybody
get /team/staff/new
see On call and residence
see not On call and shelter
get /language?to=es&back=/team/staff/new
get /team/staff/new
see albergue
get /language?to=en&back=/team/staff/new
# twice is once
get /settings/words
post /settings/words language=en&said=shelter&instead=home
expect 422
see This word has another one already.
# a wording before a word
get /settings/words
post /settings/words language=en&said=my+day&instead=my+today
expect 303
get /settings/words
see >My today</a>
# only who leads the house may
sign in amara
get /settings/words
expect 403
see >My today</a>
sign in grace
get /settings/words/$term
post /settings/words/$term/take-back
expect 303
get /team/staff/new
see On call and shelter
get /settings/words/$term
expect 404
# the same in a file: rows that cannot be used are named, and nothing is different then
get /settings/words
send none as file to /settings/words/file
expect 422
see Please choose the file.
send terms-wrong.csv as file to /settings/words/file
expect 422
see not Row <bdi>2</bdi>
see Row <bdi>3</bdi>
see The program does not speak this language.
see Row <bdi>4</bdi>
see No text of the program has this word.
see Row <bdi>5</bdi>
get /team/staff/new
see On call and shelter
get /settings/words
send terms.csv as file to /settings/words/file
expect 303
follow
see residencia
get /settings/words/copy
expect 200
see en,"shelter","residence, quiet"
# brought twice is once
get /settings/words
send terms.csv as file to /settings/words/file
expect 303
sign in amara
get /settings/words/copy
expect 403
