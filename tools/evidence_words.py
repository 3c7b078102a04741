"""What in a MusicCaps row says a tag, a genre or a mood: the words and labels that `count_evidence` looks for."""

from __future__ import annotations

from albumen.data.audioset.labels import LABELS as AUDIOSET

CHILDREN: dict[str, tuple[str, ...]] = {
    "Rock": ("/m/03lty", "/m/05r6t", "/m/0dls3", "/m/0dl5d", "/m/07sbbz2", "/m/05w3f"),
    "Country": ("/m/0gg8l",),
    "Jazz": ("/m/015y_n",),
    "Classical": ("/m/05lls",),
    "Electronic": (
        "/m/03mb9", "/m/07gxw", "/m/07s72n", "/m/0283d", "/m/0m0jc", "/m/08cyft", "/m/0fd3y", "/m/07lnk",
    ),
    "Latin": ("/m/0ln16", "/m/0326g"),
    "Vocal": ("/m/0z9c",),
    "Music of Africa": ("/m/0145m",),
    "Christian": ("/m/016cjb",),
    "Music of Asia": ("/m/015vgc", "/m/0dq0md"),
}  # fmt: skip
"""The labels below a class that say it as well (house is electronic)."""

LABELS: dict[str, tuple[str, ...]] = {word: (mid, *CHILDREN.get(word, ())) for word, (mid, _) in AUDIOSET.items()}
"""AudioSet label ids of each class: the class itself and its children."""

NAMED: dict[str, str] = {
    "Pop": r"(pop|pop (song|music|tune|ballad|hit|rock)|(dance|electro|synth|teen|k|j|city)[ -]?pop)",
    "Hip hop": r".*\b(hip[ -]?hop|rap|rapping|rapper|trap|boom bap)\b.*",
    "Rock": r".*\b(rock|rock music|hard rock|punk|grunge|heavy metal|death metal|metal|thrash metal)\b.*",
    "R&B": r".*\b(r&b|rnb|r & b|rhythm and blues|new jack swing)\b.*",
    "Reggae": r".*\b(reggae|dub reggae|dancehall|reggaeton|rocksteady)\b.*",
    "Soul": r".*\b(soul|neo[ -]?soul|motown)\b.*",
    "Country": r".*\b(country|country music|bluegrass|honky tonk|americana)\b.*",
    "Funk": r".*\b(funk|funky)\b.*",
    "Folk": r".*\b(folk|folk song|folk music)\b.*",
    "Middle Eastern": r".*\b(middle[ -]?eastern|arabic|arab|turkish|persian|oriental)\b.*",
    "Jazz": r".*\b(jazz|jazzy|bebop|swing music|big band|bossa nova)\b.*",
    "Disco": r".*\b(disco)\b.*",
    "Classical": (
        r".*\b((western )?classical( music| piece)?|orchestral|symphon(y|ic)|baroque|opera|operatic|"
        r"chamber music)\b(?! guitar).*"
    ),
    "Electronic": (
        r".*\b(electronic( dance)? music|edm|techno|trance|house music|electronica|electro|dubstep|"
        r"drum (and|n|&) bass|ambient music|synthwave|acid house|deep house)\b.*"
    ),
    "Latin": r".*\b(latin|salsa|flamenco|cumbia|samba|merengue|mariachi|tango|bossa nova|bachata)\b.*",
    "Blues": r".*\b(blues|bluesy)\b.*",
    "Children's": r".*\b(children'?s?|kids'?|nursery rhymes?|lullaby)\b.*",
    "New-age": r".*\b(new[ -]?age|meditat(ion|ive)( music)?|spa music|relaxation music|healing music)\b.*",
    "Vocal": r".*\b(a ?cap+el+a|vocal music|choral|barbershop|choir|choral music)\b.*",
    "Music of Africa": r".*\b(african?|afrobeats?|afro)\b.*",
    "Christian": r".*\b(christian|gospel|worship( music)?|hymn|church music|devotional)\b.*",
    "Music of Asia": r".*\b(asian?|indian|carnatic|bollywood|chinese|japanese|hindustani|korean|thai|raga|gamelan)\b.*",
    "Ska": r".*\b(ska)\b.*",
    "Traditional": r".*\b(traditional|regional music|ethnic music|ethnic)\b.*",
    "Independent": r".*\b(indie|independent|indie (pop|rock|folk)|alternative rock|lo-?fi)\b.*",
    "Happy": r".*\b(happy|cheerful|joyful|joyous|merry|jolly|uplifting|feel[ -]?good|sunny)\b.*",
    "Funny": r".*\b(funny|comical|comedic|humou?rous|goofy|silly|quirky|whimsical|hilarious|cartoonish)\b.*",
    "Sad": (
        r".*\b(sad|melanchol(y|ic)|sorrowful|mournful|gloomy|depressing|heartbreaking|grief|poignant|"
        r"somber|sombre)\b.*"
    ),
    "Tender": (
        r".*\b(tender|gentle|soothing|soft melody|delicate|affectionate|heartfelt|lullaby|romantic|"
        r"calming|peaceful|loving)\b.*"
    ),
    "Exciting": (
        r".*\b(exciting|thrilling|exhilarating|electrifying|adrenaline( rush)?|energetic|epic|heroic|"
        r"powerful|intense)\b.*"
    ),
    "Angry": r".*\b(angry|aggressive|furious|rage|violent|raging|brutal|harsh)\b.*",
    "Scary": (
        r".*\b(scary|spooky|creepy|eerie|sinister|ominous|horror|terrifying|frightening|haunting|"
        r"menacing|suspenseful)\b.*"
    ),
}  # fmt: skip
"""An aspect that this pattern matches whole names the class; most rows carry few of AudioSet's labels, and the
people who wrote the aspects heard the music."""

TAGS: dict[str, str] = {
    "00s": r"\b(2000s|00s|early 2000'?s)\b",
    "60s": r"\b(19)?60'?s\b|\bsixties\b",
    "70s": r"\b(19)?70'?s\b|\bseventies\b",
    "80s": r"\b(19)?80'?s\b|\beighties\b",
    "90s": r"\b(19)?90'?s\b|\bnineties\b",
    "House": r"\bhouse (music|song|beat|track|groove)\b|\b(deep|tech|acid) house\b",
    "Hip-Hop": r"\bhip[ -]?hop\b|\brap(ping|per)?\b|\btrap\b",
    "Mellow": r"\bmellow\b",
    "Progressive rock": r"\bprog(ressive)? (rock|metal)\b",
    "acoustic": r"\bacoustic (guitar|song|version|music|performance)\b|\bacoustic\b(?! drum)",
    "alternative": r"\balternative\b",
    "alternative rock": r"\balternative rock\b|\bgrunge\b",
    "ambient": r"\bambient (music|piece|track|song|pad)s?\b|^ambient$|\bdrone\b|\bambience music\b",
    "beat": r"\bbeats?\b",
    "beats": r"\bbeats\b|\bbeat loop\b",
    "beautiful": r"\bbeautiful\b",
    "blues": r"\bblues(y)?\b",
    "catchy": r"\bcatchy\b|\baddictive\b",
    "cello": r"\bcellos?\b",
    "chill": r"\bchill\b|\blaid[ -]back\b|\blo-?fi\b",
    "chillout": r"\bchill[ -]?out\b|\blounge\b|\bdowntempo\b|\bchill\b",
    "choir": r"\bchoirs?\b",
    "choral": r"\bchoral\b|\bchoirs?\b",
    "classic": r"\bclassic\b|\bclassical (music|piece)\b",
    "classic rock": r"\bclassic rock\b|\brock (and|n|&) roll\b",
    "classical": r"\bclassical\b(?! guitar)",
    "country": r"\bcountry\b|\bbluegrass\b",
    "dance": r"\bdance\b|\bdanceable\b|\bclub\b",
    "drums": r"\bdrum(s|ming)?\b(?! machine)",
    "easy listening": r"\beasy[ -]?listening\b|\beasygoing\b|\blounge\b|\belevator music\b",
    "electro": r"\belectro\b|\belectro[ -](pop|house)\b",
    "electronic": r"\belectronic\b(?! drums)|\bedm\b|\belectronica\b",
    "electronica": r"\belectronica\b|\bidm\b|\bbreakbeat\b",
    "experimental": r"\bexperimental\b|\bavant[ -]?garde\b|\bdissonant\b",
    "fast": r"\bfast\b|\buptempo\b|\bup-tempo\b",
    "female": r"\bfemale\b|\bwom[ae]n\b",
    "female vocal": r"\bfemale (vocal|voice|sing|lead)\w*\b",
    "female vocalist": r"\bfemale (vocal|voice|sing|lead)\w*\b",
    "female vocalists": r"\bfemale (vocal|voice|sing|lead)\w*\b",
    "female voice": r"\bfemale (vocal|voice|sing|lead)\w*\b",
    "flute": r"\bflutes?\b",
    "folk": r"\bfolk\b",
    "funk": r"\bfunk(y)?\b",
    "guitar": r"\b(?<!bass )guitars?\b",
    "happy": r"\bhappy\b|\bcheerful\b|\bjoyful\b",
    "hard rock": r"\bhard rock\b",
    "harp": r"\bharps?\b",
    "harpsichord": r"\bharpsichord\b",
    "heavy metal": r"\b(heavy|death|thrash|power|black) metal\b",
    "indian": r"\bindian\b|\bcarnatic\b|\bhindustani\b|\bbollywood\b|\btabla\b",
    "indie": r"\bindie\b",
    "indie pop": r"\bindie pop\b",
    "indie rock": r"\bindie rock\b",
    "instrumental": r"\binstrumental\b",
    "jazz": r"\bjazz(y)?\b",
    "loud": r"\bloud\b",
    "male": r"\bmale\b|\bm[ae]n\b",
    "male vocal": r"\bmale (vocal|voice|sing|lead)\w*\b",
    "male vocalists": r"\bmale (vocal|voice|sing|lead)\w*\b",
    "male voice": r"\bmale (vocal|voice|sing|lead)\w*\b",
    "man": r"\bmale\b|\bm[ae]n\b",
    "metal": r"\bmetal\b(?!lic)",
    "new age": r"\bnew[ -]?age\b|\bmeditat(ion|ive)\b|\bspa music\b",
    "no vocal": r"\bno (voices?|vocals?|singers?|singing)\b|\binstrumental\b",
    "no vocals": r"\bno (voices?|vocals?|singers?|singing)\b|\binstrumental\b",
    "no voice": r"\bno (voices?|vocals?|singers?|singing)\b|\binstrumental\b",
    "oldies": r"\boldies\b|\bold[ -]?school\b|\bdoo[ -]?wop\b|\bvintage\b|\b(19)?[56]0'?s\b",
    "opera": r"\bopera(tic)?\b",
    "party": r"\bparty\b|\bclub\b",
    "piano": r"\bpiano\b",
    "pop": r"\bpop\b",
    "punk": r"\bpunk\b",
    "quiet": r"\bquiet\b",
    "rnb": r"\br ?& ?b\b|\brnb\b|\brhythm and blues\b",
    "rock": r"\brock\b",
    "sad": r"\bsad\b|\bmelanchol(y|ic)\b",
    "sexy": r"\bsexy\b|\bsensual\b|\bsultry\b|\bseductive\b",
    "singing": r"\b(sings?|singing|singers?)\b",
    "sitar": r"\bsitars?\b",
    "slow": r"\bslow(er)?\b",
    "soft": r"\bsoft\b",
    "solo": r"\bsolo\b|\bsingle instrument\b|\bno other instruments\b",
    "soul": r"\bsoul(ful)?\b",
    "strings": r"\bstrings\b|\bstring section\b|\borchestra\b|\bviolins?\b",
    "synth": r"\bsynth\w*\b",
    "techno": r"\btechno\b",
    "violin": r"\bviolins?\b|\bfiddle\b",
    "vocal": r"\bvocals?\b",
    "vocals": r"\bvocals\b",
    "voice": r"\bvoices?\b",
    "weird": r"\bweird\b|\bbizarre\b|\bstrange\b|\bodd\b",
    "woman": r"\bfemale\b|\bwom[ae]n\b",
}  # fmt: skip
"""The words that say each of musicnn's 100 tags (lower case, searched in each aspect and in the caption)."""
