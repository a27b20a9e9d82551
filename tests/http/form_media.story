# A form comes with its pictures and sounds, is asked with them, and is answered with a recording.
alone
person amara as $nia
sign in lena
# alone, the spreadsheet is a draft that lists what is missing, and where
get /team/forms/new
send cup-and-room.xlsx as file to /team/forms/new
expect 303
keep $alone after /drafts/
follow
see This file did not come with the form.
see column <bdi>media::image::Español (es)</bdi>
see Sheet <bdi>choices</bdi>, row <bdi>3</bdi>
see water.jpg
see missing files
# which are brought one by one
get /team/forms/drafts/$alone/media
expect 200
see <bdi>5</bdi> files are missing.
send hello.wav as file to /team/forms/drafts/$alone/media name=room.png&edition=1
expect 422
see This file is no picture that a page can show.
send phone.heic as file to /team/forms/drafts/$alone/media name=room.png&edition=1
expect 422
see HEIC
send none as file to /team/forms/drafts/$alone/media name=room.png&edition=1
expect 422
send signed.png as file to /team/forms/drafts/$alone/media name=nobody.png&edition=1
expect 404
get /team/forms/drafts/$alone/media
send signed.png as file to /team/forms/drafts/$alone/media name=room.png&edition=1
expect 303
follow
see <bdi>4</bdi> files are missing.
# two at once: the second brings it once more
send signed.png as file to /team/forms/drafts/$alone/media name=cuarto.png&edition=1
expect 409
# the same with all of its files, in place of that draft
get /team/forms/new?draft=$alone
send cup-and-room.zip as file to /team/forms/new draft=$alone&edition=2
expect 303
keep $draft after /drafts/
follow
see Every question says why it is asked.
see Download it with its pictures and sounds
get /team/forms/drafts/$alone
expect 404
get /team/forms/drafts/$draft/preview
see <img src="/forms/media/
see alt="Look at the room, and listen."
see <audio controls preload="none" src="/forms/media/
get /team/forms/drafts/$draft/preview?paper=1
see There is a sound to this: <bdi>hello.wav</bdi>
see not <audio
get /team/forms/drafts/$draft/package
expect 200
# into use
sign in grace
get /team/forms/drafts/$draft/compare
post /team/forms/drafts/$draft/compare serial=0&edition=1
expect 303
get /team/forms
see A cup and a room
# asked, with pictures, a sound, and a place for hers
sign in amara
get /people/$nia/questions/cup-and-room
expect 200
see class="of-choice"
see Add a recording
see Add a picture
post /people/$nia/questions/cup-and-room page=1&drink=tea&go=attach:.told
expect 303
follow
see Would you rather say it?
see capture="user"
see audio/*
get /people/$nia/questions/cup-and-room/attach?at=1
expect 404
get /people/$nia/questions/cup-and-room/attach?at=2&from=files
see not capture=
send signed.pdf as file to /people/$nia/questions/cup-and-room/attach path=told
expect 422
see This is no recording that can be listened to here.
send none as file to /people/$nia/questions/cup-and-room/attach path=told
expect 422
send hello.wav as file to /people/$nia/questions/cup-and-room/attach path=drink
expect 404
get /people/$nia/questions/cup-and-room/attach?at=2
send hello.wav as file to /people/$nia/questions/cup-and-room/attach path=told
expect 303
get /people/$nia/questions/cup-and-room
see value="file:
see Take it out
keep $first after value="file:
get /people/$nia/files/$first/copy
expect 200
# taken out again, it is gone: nobody has saved it yet
post /people/$nia/questions/cup-and-room page=1&drink=tea&.told=file:$first&go=detach:.told
expect 303
get /people/$nia/files/$first/copy
expect 404
get /people/$nia/questions/cup-and-room
see Add a recording
# once more, and rather not said after all: it goes as well
send hello.wav as file to /people/$nia/questions/cup-and-room/attach path=told
expect 303
get /people/$nia/questions/cup-and-room
keep $second after value="file:
send signed.jpg as file to /people/$nia/questions/cup-and-room/attach path=door
expect 303
get /people/$nia/questions/cup-and-room
see What was added
post /people/$nia/questions/cup-and-room page=1&drink=tea&.told=file:$second&.told!=prefer_not&door=It+sticks&go=save
expect 303
follow
see Prefers not to say
see It sticks
see class="of-choice"
get /people/$nia/files/$second/copy
expect 404
# said, and kept
get /people/$nia/questions/cup-and-room
send hello.wav as file to /people/$nia/questions/cup-and-room/attach path=told
expect 303
get /people/$nia/questions/cup-and-room
keep $third after value="file:
post /people/$nia/questions/cup-and-room page=1&.told=file:$third&go=save
expect 303
keep $row after /answers/
follow
see /files/$third/copy
see A recording
get /people/$nia/files/$third
see <audio
get /people/$nia/timeline
see A paper or a picture
# a correction without it keeps what was said before
get /people/$nia/answers/$row/correct
see value="file:$third"
post /people/$nia/answers/$row/correct page=1&.told=In+words+now&go=save
expect 303
get /people/$nia/files/$third/copy
expect 200
# another house colleague has no key
sign in carla
get /people/$nia/files/$third/copy
expect 404
