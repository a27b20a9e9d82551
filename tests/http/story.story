# What was told stands here once: others see when and to whom; opening the words is an act of its own.
person amara as $nia
sign in amara
get /people/$nia/story
expect 200
see Nobody has to tell anything in order to be helped
get /people/$nia/story/new
see A court may ask for this text
post /people/$nia/story/new words=&spoken=
expect 422
see Nothing is written here yet.
post /people/$nia/story/new words=They+took+my+papers.&concepts-held=1&to=us&form=spoken&day=2026-02-20&language=es&spoken=Me+quitaron+los+papeles.
expect 303
get /people/$nia/story
see 20 February 2026
see Told already: no need to ask
see How the person was held
see not They took my papers.
see Nobody.
get /people/$nia/timeline
see Something of the story was told
see not They took my papers.
# opening it is written down
get /people/$nia/story
post /people/$nia/story/read x=1
expect 200
see They took my papers.
see Me quitaron los papeles.
keep $entry after /story/
get /people/$nia/story
see not Nobody.
get /people/$nia/opened
see read the story
# told again: a reason, two of them one tap
get /people/$nia/story
post /people/$nia/story/again concept=held&reason=raised
expect 303
get /people/$nia/story
see Told again
see times in all.
get /people/$nia/story/again?of=held
post /people/$nia/story/again concept=held&reason=other&reason_words=
expect 422
see Please say in a few words why.
get /people/$nia/story/new
post /people/$nia/story/new words=And+my+phone.&concepts-held=1&form=spoken
expect 422
see Please say why it is told again.
post /people/$nia/story/new words=And+my+phone.&concepts-held=1&form=spoken&reason=needed
expect 303
# a correction stands in place of it; the second of two sees the first
get /people/$nia/story/$entry
see They took my papers.
post /people/$nia/story/$entry words=They+took+my+passport.&concepts-held=1&form=spoken
expect 303
get /people/$nia/story/new
post /people/$nia/story/$entry words=They+took+my+things.&concepts-held=1&form=spoken
expect 409
see They took my passport.
see They took my things.
# the lead sees that, not what
sign in lena
get /people/$nia/story
expect 200
see How the person was held
see The words are closed to you.
post /people/$nia/story/read x=1
expect 403
see not passport
get /people/$nia/story/$entry
expect 403
# a colleague whom the person names walks on, and cannot open the words
sign in amara
get /people/$nia/story
keep $bela after <option value="
post /people/$nia/companions staff=$bela&action=walk
expect 303
sign in bela
get /people/$nia/story
see Open the words
sign in amara
get /people/$nia/story
post /people/$nia/story/readers staff=$bela
expect 303
get /people/$nia/story
see May read it again
get /people/$nia/opened
see kept the story from a colleague
sign in bela
get /people/$nia/story
see The words are closed to you.
post /people/$nia/story/read x=1
expect 403
get /people/$nia/story/new
expect 403
# neither another team nor evaluation
sign in carla
get /people/$nia/story
expect 403
sign in eva
get /people/$nia/story
expect 403
