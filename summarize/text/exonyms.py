"""Names that are other words in another language, or another word of the same family, as folded words.

Output: `concepts_of` (word -> what it means), `phrases_of` (what stands for it in several words). A line holds every
word, French and English, of one country (with its people), place, institution or month: any of them supports any other.
The tables hold what the news names most; a name that is missing is looked up as it stands.
"""

from __future__ import annotations

from functools import lru_cache

from .words import fold

#: Countries and regions with their people; French adjectives get their feminine and plural endings by rule.
_PEOPLES = """
afghanistan afghan | afghan
afrique africain | africa african
albanie albanais | albania albanian
algérie algérien | algeria algerian
allemagne allemand | germany german
amérique américain états-unis usa | america american us u.s
angleterre anglais | england english englishman
angola angolais | angolan
arabie | arabia arab
saoudite saoudien | saudi
arabe | arab arabic
argentine argentin | argentina argentinian argentine
arménie arménien | armenia armenian
asie asiatique | asia asian
australie australien | australia australian
autriche autrichien | austria austrian
azerbaïdjan azerbaïdjanais azéri | azerbaijan azerbaijani azeri
bangladesh bangladais | bangladeshi
basque euskadi | basque
bavière bavarois | bavaria bavarian
belgique belge | belgium belgian
biélorussie biélorusse bélarus | belarus belarusian
birmanie birman myanmar | burma burmese myanmar
bolivie bolivien | bolivia bolivian
bosnie bosniaque bosnien | bosnia bosnian
brésil brésilien | brazil brazilian
bretagne breton | brittany breton
bulgarie bulgare | bulgaria bulgarian
cambodge cambodgien | cambodia cambodian
cameroun camerounais | cameroon cameroonian
canada canadien | canadian
catalogne catalan | catalonia catalan
centrafrique centrafricain |
chili chilien | chile chilean
chine chinois | china chinese
chypre chypriote | cyprus cypriot
colombie colombien | colombia colombian
congo congolais | congolese
corée coréen | korea korean
corse | corsica corsican
croatie croate | croatia croatian
cuba cubain | cuban
danemark danois | denmark danish dane danes
écosse écossais | scotland scottish scot scots
égypte égyptien | egypt egyptian
équateur équatorien | ecuador ecuadorian
érythrée érythréen | eritrea eritrean
espagne espagnol | spain spanish spaniard
estonie estonien | estonia estonian
éthiopie éthiopien | ethiopia ethiopian
europe européen | european
finlande finlandais | finland finnish finn finns
flandre flamand flandres | flanders flemish
france français | french frenchman frenchmen frenchwoman
gabon gabonais | gabonese
galles gallois | wales welsh
gaule gaulois | gaul gallic
géorgie géorgien | georgia georgian
ghana ghanéen | ghanaian
grèce grec grecque | greece greek
guinée guinéen | guinea guinean
haïti haïtien | haiti haitian
hollande hollandais pays-bas néerlandais | netherlands holland dutch dutchman
hongrie hongrois | hungary hungarian
inde indien | india indian
indonésie indonésien | indonesia indonesian
irak irakien | iraq iraqi
iran iranien | iranian
irlande irlandais | ireland irish irishman
islande islandais | iceland icelandic
israël israélien | israel israeli
italie italien | italy italian
ivoire ivoirien | ivory ivorian
japon japonais nippon nippone | japan japanese
jordanie jordanien | jordan jordanian
kazakhstan kazakh |
kenya kényan | kenyan
kosovo kosovar |
koweït koweïtien | kuwait kuwaiti
kurde kurdistan | kurd kurdish kurds
lettonie letton | latvia latvian
liban libanais | lebanon lebanese
libye libyen | libya libyan
lituanie lituanien | lithuania lithuanian
luxembourg luxembourgeois |
macédoine macédonien | macedonia macedonian
malaisie malaisien | malaysia malaysian
mali malien | malian
malte maltais | malta maltese
maroc marocain | morocco moroccan
mauritanie mauritanien | mauritania mauritanian
mexique mexicain | mexico mexican
moldavie moldave | moldova moldovan
monaco monégasque |
mongolie mongol | mongolia mongolian
népal népalais | nepal nepalese nepali
niger nigérien | nigerien
nigeria nigérian | nigerian
normandie normand | normandy norman
norvège norvégien | norway norwegian
nouvelle-zélande néo-zélandais | zealand zealander
ouganda ougandais | uganda ugandan
ouzbékistan ouzbek | uzbekistan uzbek
pakistan pakistanais | pakistani
palestine palestinien | palestinian
pérou péruvien | peru peruvian
philippines philippin | filipino philippine
pologne polonais | poland polish pole poles
polynésie polynésien | polynesia polynesian
portugal portugais | portuguese
qatar qatari qatarien |
québec québécois | quebec
roumanie roumain | romania romanian
royaume-uni britannique grande-bretagne | britain british uk u.k briton britons
russie russe | russia russian
rwanda rwandais | rwandan
sahel sahélien |
savoie savoyard | savoy
saxe saxon | saxony
scandinavie scandinave | scandinavia scandinavian
sénégal sénégalais | senegal senegalese
serbie serbe | serbia serbian serb
sicile sicilien | sicily sicilian
singapour singapourien | singapore singaporean
slovaquie slovaque | slovakia slovak
slovénie slovène | slovenia slovenian
somalie somalien | somalia somali
soudan soudanais | sudan sudanese
suède suédois | sweden swedish swede
suisse helvétique | switzerland swiss
syrie syrien | syria syrian
taïwan taïwanais | taiwan taiwanese
tchad tchadien | chad chadian
tchèque tchéquie | czech czechia
tchétchénie tchétchène | chechnya chechen
thaïlande thaïlandais | thailand thai
tibet tibétain | tibetan
togo togolais | togolese
tunisie tunisien | tunisia tunisian
turquie turc turque | turkey turkish turk turks türkiye
ukraine ukrainien | ukrainian
uruguay uruguayen | uruguayan
vatican | holy-see
venezuela vénézuélien | venezuelan
vietnam vietnamien | vietnamese
yémen yéménite | yemen yemeni
yougoslavie yougoslave | yugoslavia yugoslav yugoslavian
zambie zambien | zambia zambian
zimbabwe zimbabwéen | zimbabwean
alsace alsacien | alsatian
aquitaine aquitain |
auvergne auvergnat |
bourgogne bourguignon | burgundy burgundian
provence provençal |
picardie picard | picardy
lorraine lorrain |
guadeloupe guadeloupéen |
guyane guyanais | guiana
martinique martiniquais |
réunion réunionnais | reunion
mayotte mahorais |
paris parisien francilien île-de-france | parisian
lyon lyonnais | lyons
marseille marseillais phocéen | marseilles
toulouse toulousain |
bordeaux bordelais |
lille lillois |
nice niçois |
rennes rennais |
grenoble grenoblois |
strasbourg strasbourgeois |
londres londonien | london londoner
rome romain | roman
milan milanais | milanese
venise vénitien | venice venetian
naples napolitain | neapolitan
berlin berlinois | berliner
madrid madrilène |
moscou moscovite | moscow muscovite
new-york new-yorkais |
vienne viennois | vienna viennese
jérusalem hiérosolymitain | jerusalem
bruxelles bruxellois | brussels
genève genevois | geneva
juif judaïsme | jew jewish judaism
chrétien christianisme | christian christianity
musulman islam islamique islamiste | muslim moslem islamic islamist
catholique catholicisme | catholic catholicism
démocrate | democrat democratic
républicain république | republican republic
socialiste | socialist
communiste | communist
conservateur | conservative tory tories
travailliste | labour labor
libéral | liberal
"""
#: Places and institutions that have another name in English, and abbreviations with what they stand for.
_NAMES = """
alger algiers
alpes alps
anvers antwerp
athènes athens
atlantique atlantic
bagdad baghdad
balkans balkan
barcelone barcelona
beyrouth beirut
bombay mumbai
caire cairo
californie california californian californien
caroline carolina
caraïbes caribbean antilles
caucase caucasus
cisjordanie west-bank
copenhague copenhagen
cordoue cordoba
cracovie krakow cracow
crimée crimea crimean
damas damascus
dresde dresden
dunkerque dunkirk
édimbourg edinburgh
floride florida
francfort frankfurt
gand ghent
gange ganges
gênes genoa
géorgie georgia
hambourg hamburg
hawaï hawaii
haye hague
havane havana
himalaya himalayas
kaboul kabul
khartoum khartum
kiev kyiv kiew
lisbonne lisbon
louisiane louisiana
mecque mecca
méditerranée méditerranéen mediterranean
mexico mexico-city
mogadiscio mogadishu
mossoul mosul
munich münchen
nil nile
nuremberg nürnberg
pacifique pacific
pékin beijing peking
pennsylvanie pennsylvania
philadelphie philadelphia
prague praha
pyrénées pyrenees
rangoun yangon
rhin rhine
saint-pétersbourg petersburg
saint-siège holy-see
salonique thessaloniki
séoul seoul
séville seville sevilla
shanghaï shanghai
sotchi sochi
tamise thames
tanger tangier tangiers
téhéran tehran teheran
texas texan texans
tokyo tokio
turin torino
varsovie warsaw
virginie virginia
zurich zürich
élysée elysee elysée élyséen
otan nato
onu un u.n nations-unies
ue eu e.u
oms who
fmi imf
omc wto
bce ecb
cpi icc
cij icj
oea oas
opep opec
pib gdp
adn dna
vih hiv
sida aids
covid covid-19 coronavirus sars-cov-2
ovni ufo
rdc drc
urss ussr soviétique soviet
daech isis isil daesh ei
cia c.i.a
jo olympiques olympique olympics olympic jeux-olympiques
noël christmas
pâques easter
toussaint all-saints
pape pontife pope
président présidence president presidency presidential présidentielle présidentiel
ministre ministère ministériel minister ministry
premier prime first première
assemblée assembly
sénat sénateur senate senator
parlement parlementaire parliament parliamentary
chambre chamber house
congrès congress
cour court
conseil council conseiller counsel
constitution constitutionnel constitutional
état states state états
soleil sun
terre earth
lune moon
jeux games
union unis united uni
nations nation national nationale nationaux
royaume kingdom
royal royale
nord north northern septentrional
sud south southern
est east eastern
ouest west western occident occidental
centre center central centrale
moyen-orient middle-east proche-orient
moyen middle
maison house
blanche blanc white
noire noir black
rouge red
vert verte verts green greens
bleu bleus blue
grand grande great greater
petit petite little
haut haute high upper
nouveau nouvelle new
saint sainte st holy
mer sea
océan ocean
manche channel
golfe gulf
île island isle îles
lac lake
mont mount mountain montagne
fleuve rivière river
côte coast
ville city
gaza gazaoui
parti party
ligue league
coupe cup
monde world mondial mondiale
champions champion
tour tower
fédération federation fédéral federal
commission commissaire commissioner
banque bank bancaire
fonds fund
organisation organization
agence agency
institut institute
université university
école school
hôpital hospital
musée museum
château castle
palais palace
église church
cathédrale cathedral
armée army
marine navy
police policier
défense defense defence
intérieur interior
extérieur external étrangères étranger étrangers foreign
affaires affairs affair affaire
économie economy économique economic
finances finance
santé health
justice judicial
éducation education
environnement environment
transports transport transportation
agriculture agricultural agricole
gouvernement government
mairie maire mayor
gauche left
droite right
dieu god
reine queen
roi king
princesse princess
duc duke
seigneur lord
guerre war
paix peace
révolution revolution
république republic
euro euros eurozone
internet web
place square
rue street
pont bridge
gare station
aéroport airport
port harbour harbor
forêt forest
désert desert
bande strip
tribunal tribunaux
prix prize
oscar oscars
société company
groupe group
jeunesse youth
sécurité security
droits rights
homme man
femme woman women femmes
liberté freedom liberty
"""
#: Several words that mean what one word does: "Nations unies" is the ONU.
_PHRASES = {
    "otan": ("organisation du traite de l atlantique nord", "alliance atlantique"),
    "onu": ("nations unies", "united nations"),
    "amerique": ("united states", "etats unis", "oncle sam"),
    "royaume-uni": ("united kingdom", "great britain", "grande bretagne", "royaume uni"),
    "hollande": ("pays bas",),
    "ue": ("union europeenne", "european union"),
    "oms": ("organisation mondiale de la sante", "world health organization"),
    "fmi": ("fonds monetaire international", "international monetary fund"),
    "bce": ("banque centrale europeenne", "european central bank"),
    "daech": ("etat islamique", "islamic state"),
    "urss": ("union sovietique", "soviet union"),
    "vatican": ("saint siege", "holy see"),
    "saint-siege": ("holy see", "saint siege"),
    "nouvelle-zelande": ("new zealand", "nouvelle zelande"),
    "cisjordanie": ("west bank",),
    "covid": ("sars cov 2",),
    "jo": ("jeux olympiques", "olympic games"),
    "moyen-orient": ("middle east", "proche orient"),
    "new-york": ("new york",),
    "pib": ("produit interieur brut", "gross domestic product"),
}
#: Names that are ordinary words unless they stand in capitals.
ONLY_CAPITALS = frozenset({"un", "us", "eu", "who", "est", "ei", "uk", "jo", "aids"})
_ENDINGS = ("", "e", "s", "es", "ne", "nes", "x")


def _endings(word: str, *, french: bool) -> set[str]:
    """A word with the endings of its feminine and plural: "italien", "italienne", "italiens", "italiennes"."""
    return {word + ending for ending in (_ENDINGS if french else ("", "s"))}


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _PEOPLES.strip().splitlines():
        french, english = line.split("|")
        head = fold(french.split()[0])
        words = [(w, True) for w in french.split()] + [(w, False) for w in english.split()]
        for form in {form for word, is_french in words for form in _endings(fold(word), french=is_french)}:
            found[form] = (*found.get(form, ()), head)
    for line in _NAMES.strip().splitlines():
        names = [fold(name) for name in line.split()]
        for form in {name + ending for name in names for ending in ("", "s")}:
            found[form] = (*found.get(form, ()), names[0])
    return found


_CONCEPTS = _table()


@lru_cache(maxsize=20_000)
def concepts_of(word: str) -> frozenset[str]:
    """What a folded word stands for in the tables; nothing for most words."""
    return frozenset(_CONCEPTS.get(word, ()))


def phrases_of(concept: str) -> tuple[str, ...]:
    """Several folded words, blanks between them, that stand for a concept too."""
    return _PHRASES.get(concept, ())
