# A photograph of a signed paper is added to a consent, found again, opened, and taken out.
person amara as $nia
sign in amara
get /people/$nia/files
expect 200
see Nothing yet.
get /people/$nia/files/new
expect 200
see capture="environment"
see multipart/form-data
# nothing chosen; and what it belongs to must be said
send none as file to /people/$nia/files of=care
expect 422
see Please take a photograph, or choose a file.
send signed.jpg as file to /people/$nia/files words=The+signed+page
expect 422
see Please choose what it belongs to.
see The signed page
# what cannot be kept is said in words that help
send phone.heic as file to /people/$nia/files of=care
expect 422
see Most compatible
send make.py as file to /people/$nia/files of=care
expect 422
see This is no picture
# without script or camera
get /people/$nia/files/new?from=files
see application/pdf
see A PDF is kept as it is
send signed.pdf as file to /people/$nia/files of=care&from=files&words=A+letter&day=2026-02-20
expect 303
follow
see A letter
see signed.pdf
see Care and support
keep $letter after /files/
# with a consent that was signed on paper
get /people/$nia/consents/new?purpose=referral
post /people/$nia/consents/new purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=signature
expect 303
follow
see Add a photograph of the signed paper
keep $yes after /files/new?of=consents&amp;row=
get /people/$nia/files/new?of=consents&row=$yes
see It belongs to:
see A consent
send signed.jpg as file to /people/$nia/files of=consents&row=$yes
expect 303
keep $photo after /files/
get /people/$nia/consents
see The signed paper,
# a correction of the consent keeps its photograph
get /people/$nia/consents/$yes
post /people/$nia/consents/$yes purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&groups-language=1&how=signature
expect 303
get /people/$nia/consents
see The signed paper,
get /people/$nia/timeline
see A paper or a picture
see /files/$photo
get /people/$nia/files/$photo
see Open a copy
get /people/$nia/files/$photo/copy
expect 200
see not CANARY
get /people/$nia/opened
see opened a paper or a picture
# an entry of nobody
send signed.jpg as file to /people/$nia/files of=consents&row=$nia
expect 404
# a colleague of the same team who is not let near it
sign in vera
get /people/$nia/files
see not A letter
get /people/$nia/files/$photo
expect 403
get /people/$nia/files/$photo/copy
expect 403
# only who added it, or the lead, takes it out; for good
sign in bela
get /people/$nia/files
post /people/$nia/files/$photo/out
expect 403
sign in amara
get /people/$nia/files/$photo
post /people/$nia/files/$photo/out
expect 303
get /people/$nia/files/$photo
see Nobody can open it any more
get /people/$nia/files/$photo/copy
expect 404
get /people/$nia/consents
see not The signed paper,
get /people/$nia/timeline
see A paper or a picture was taken out again
# what was typed from paper is asked for its photograph
get /people/$nia/check-ins/new
post /people/$nia/check-ins/new paper=Bela&day=2026-03-01&sleep=well&words=Slept+well
follow
see Saved.
see Add a photograph of the paper
