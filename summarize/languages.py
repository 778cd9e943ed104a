"""Languages by ISO 639-1 code, normalised once, where they are given.

Input: a code in any case ("FR", "fr-CA", "fra", "nob") or a name in English or French. Output: the ISO 639-1 code.
Raises for: anything else, with UnknownLanguageError. "und" (undetermined) is a code here too.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

from .errors import UnknownLanguageError

UNDETERMINED = "und"

#: ISO 639-1 | ISO 639-3, 639-2/B and former codes, members of a macrolanguage | English names | French names.
#: Every living language that has a two-letter code; names as the Unicode CLDR has them, and others in use.
_TABLE = """
aa|aar|Afar|afar
ab|abk|Abkhazian|abkhaze
af|afr|Afrikaans|afrikaans
ak|aka|Akan|akan
am|amh|Amharic|amharique
an|arg|Aragonese|aragonais
ar|ara arb|Arabic|arabe
as|asm|Assamese|assamais
av|ava|Avaric|avar
ay|aym|Aymara|aymara
az|aze azj|Azerbaijani, Azeri|azerbaïdjanais, azéri
ba|bak|Bashkir|bachkir
be|bel|Belarusian, Belorussian|biélorusse
bg|bul|Bulgarian|bulgare
bi|bis|Bislama|bichelamar
bm|bam|Bambara|bambara
bn|ben|Bengali, Bangla|bengali
bo|bod tib|Tibetan|tibétain
br|bre|Breton|breton
bs|bos|Bosnian|bosniaque
ca|cat|Catalan|catalan
ce|che|Chechen|tchétchène
ch|cha|Chamorro|chamorro
co|cos|Corsican|corse
cr|cre|Cree|cree
cs|ces cze|Czech|tchèque
cv|chv|Chuvash|tchouvache
cy|cym wel|Welsh|gallois
da|dan|Danish|danois
de|deu ger|German|allemand
dv|div|Divehi|maldivien
dz|dzo|Dzongkha|dzongkha
ee|ewe|Ewe|éwé
el|ell gre|Greek|grec
en|eng|English|anglais
eo|epo|Esperanto|espéranto
es|spa|Spanish, Castilian|espagnol, castillan
et|est ekk|Estonian|estonien
eu|eus baq|Basque|basque
fa|fas per pes prs|Persian, Farsi, Dari|persan
ff|ful|Fula|peul
fi|fin|Finnish|finnois
fj|fij|Fijian|fidjien
fo|fao|Faroese|féroïen
fr|fra fre|French|français
fy|fry|Western Frisian|frison occidental
ga|gle|Irish|irlandais
gd|gla|Scottish Gaelic|gaélique écossais
gl|glg|Galician|galicien
gn|grn|Guarani|guarani
gu|guj|Gujarati|gujarati, goudjarati
gv|glv|Manx|mannois
ha|hau|Hausa|haoussa
he|heb iw|Hebrew|hébreu
hi|hin|Hindi|hindi
ho|hmo|Hiri Motu|hiri motu
hr|hrv|Croatian|croate
ht|hat|Haitian Creole|créole haïtien
hu|hun|Hungarian|hongrois
hy|hye arm|Armenian|arménien
hz|her|Herero|héréro
id|ind in|Indonesian|indonésien
ig|ibo|Igbo|igbo
ii|iii|Sichuan Yi|yi du Sichuan
ik|ipk|Inupiaq|inupiaq
is|isl ice|Icelandic|islandais
it|ita|Italian|italien
iu|iku|Inuktitut|inuktitut
ja|jpn|Japanese|japonais
jv|jav|Javanese|javanais
ka|kat geo|Georgian|géorgien
kg|kon|Kongo|kikongo
ki|kik|Kikuyu, Gikuyu|kikuyu
kj|kua|Kuanyama|kuanyama
kk|kaz|Kazakh|kazakh
kl|kal|Kalaallisut|groenlandais
km|khm|Khmer|khmer
kn|kan|Kannada|kannada
ko|kor|Korean|coréen
kr|kau|Kanuri|kanouri
ks|kas|Kashmiri|cachemiri
ku|kur kmr|Kurdish, Kurmanji|kurde
kv|kom|Komi|komi
kw|cor|Cornish|cornique
ky|kir|Kyrgyz, Kirghiz|kirghize
lb|ltz|Luxembourgish|luxembourgeois
lg|lug|Ganda|ganda
li|lim|Limburgish|limbourgeois
ln|lin|Lingala|lingala
lo|lao|Lao|lao
lt|lit|Lithuanian|lituanien
lu|lub|Luba-Katanga|luba-katanga
lv|lav lvs|Latvian|letton
mg|mlg plt|Malagasy|malgache
mh|mah|Marshallese|marshallais
mi|mri mao|Māori|maori
mk|mkd mac|Macedonian|macédonien
ml|mal|Malayalam|malayalam
mn|mon khk|Mongolian|mongol
mr|mar|Marathi|marathi
ms|msa may zsm|Malay|malais
mt|mlt|Maltese|maltais
my|mya bur|Burmese, Myanmar|birman
na|nau|Nauru|nauruan
nd|nde|North Ndebele|ndébélé du Nord
ne|nep npi|Nepali|népalais
ng|ndo|Ndonga|ndonga
nl|nld dut|Dutch, Flemish|néerlandais, flamand
no|nor nob nno nb nn|Norwegian, Bokmål, Nynorsk|norvégien
nr|nbl|South Ndebele|ndébélé du Sud
nv|nav|Navajo|navajo
ny|nya|Nyanja|chewa
oc|oci|Occitan|occitan
oj|oji|Ojibwa|ojibwa
om|orm|Oromo|oromo
or|ori ory|Odia, Oriya|odia
os|oss|Ossetic|ossète
pa|pan|Punjabi|pendjabi
pl|pol|Polish|polonais
ps|pus pbt|Pashto|pachto
pt|por|Portuguese|portugais
qu|que|Quechua|quechua
rm|roh|Romansh|romanche
rn|run|Rundi|roundi
ro|ron rum mo mol|Romanian, Moldavian, Moldovan|roumain, moldave
ru|rus|Russian|russe
rw|kin|Kinyarwanda|kinyarwanda
sa|san|Sanskrit|sanskrit
sc|srd|Sardinian|sarde
sd|snd|Sindhi|sindhi
se|sme|Northern Sami|same du Nord
sg|sag|Sango|sango
si|sin|Sinhala, Sinhalese|cingalais
sk|slk slo|Slovak|slovaque
sl|slv|Slovenian, Slovene|slovène
sm|smo|Samoan|samoan
sn|sna|Shona|shona
so|som|Somali|somali
sq|sqi alb als|Albanian|albanais
sr|srp|Serbian|serbe
ss|ssw|Swati|swati
st|sot|Southern Sotho|sotho du Sud
su|sun|Sundanese|soundanais
sv|swe|Swedish|suédois
sw|swa swh|Swahili, Kiswahili|swahili
ta|tam|Tamil|tamoul
te|tel|Telugu|télougou
tg|tgk|Tajik|tadjik
th|tha|Thai|thaï
ti|tir|Tigrinya|tigrigna
tk|tuk|Turkmen|turkmène
tl|tgl fil|Tagalog, Filipino, Pilipino|tagalog, philippin
tn|tsn|Tswana|tswana
to|ton|Tongan|tongien
tr|tur|Turkish|turc
ts|tso|Tsonga|tsonga
tt|tat|Tatar|tatar
tw|twi|Twi|twi
ty|tah|Tahitian|tahitien
ug|uig|Uyghur|ouïghour
uk|ukr|Ukrainian|ukrainien
ur|urd|Urdu|ourdou
uz|uzb uzn|Uzbek|ouzbek
ve|ven|Venda|venda
vi|vie|Vietnamese|vietnamien
wa|wln|Walloon|wallon
wo|wol|Wolof|wolof
xh|xho|Xhosa|xhosa
yi|yid ydd|Yiddish|yiddish
yo|yor|Yoruba|yoruba
za|zha|Zhuang|zhuang
zh|zho chi cmn|Chinese, Mandarin|chinois, mandarin
zu|zul|Zulu|zoulou
"""


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.strip().lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_CODES: dict[str, str] = {UNDETERMINED: UNDETERMINED}
_NAMES: dict[str, str] = {UNDETERMINED: "undetermined"}
for _row in _TABLE.split("\n")[1:-1]:
    _code, _long, _english, _french = _row.split("|")
    _NAMES[_code] = _english.split(", ")[0]
    for _key in (_code, *_long.split(), *_english.split(", "), *_french.split(", ")):
        _CODES[_fold(_key)] = _code


def normalise_language(language: str) -> str:
    """Return the ISO 639-1 code of a code or name.

    Args:
        language: such as "fr", "FR", "fr-CA", "fr_FR", "fra", "French", "français".

    Raises:
        UnknownLanguageError: the value is none of these.
    """
    key = _fold(language[:100])
    code = _CODES.get(key) or _CODES.get(key.replace("_", "-").split("-")[0] if len(key) <= 12 else "")
    if code is None:
        near = get_close_matches(key, _CODES, n=1) if len(key) > 3 else []
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise UnknownLanguageError(
            f"{language[:40]!r} is not a language this library knows.{meant} Give an ISO 639 code or an English or "
            f"French name, such as 'fr', 'fra', 'French' or 'français'."
        )
    return code


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code; the code itself where it is not in the table."""
    return _NAMES.get(code, code)
