package boilerplate

import (
	"math/rand"
	"strings"
	"testing"

	"pullquote/article"
)

// docOf is a Document of paragraphs in a language.
func docOf(lang string, texts ...string) *article.Document {
	d := &article.Document{Language: lang}
	for i, s := range texts {
		if i > 0 {
			d.Text += "\n\n"
		}
		at := len(d.Text)
		d.Text += s
		d.Blocks = append(d.Blocks, article.Block{Kind: article.Paragraph, Range: article.Range{Start: at, End: len(d.Text)}})
	}
	return d
}

// story is prose of the language of a test; what it says does not matter.
const story = "The harbour of Example Bay froze over in the first week of January, and nobody in the town could remember such a winter. Fishermen mended nets."

// furniture is one line a case: language, reason, text as it may stand
// between or after the paragraphs of an article.
const furniture = `
en | subscribe prompt | Subscribe now for full access
en | date line | 1709415900
en | subscribe prompt | Not a subscriber yet?
en | subscribe prompt | Start your free 30-day trial
en | register prompt | Create a free account to keep reading
en | register prompt | Log in or register
en | newsletter prompt | Sign up for our weekly newsletter and get the best of the coast in your inbox.
en | newsletter prompt | Get the morning briefing delivered to your inbox
en | newsletter prompt | You are receiving this email because you asked for it in spring. Unsubscribe
en | newsletter prompt | Manage your email preferences
de | newsletter prompt | Sie erhalten diesen Newsletter, weil Sie sich im Hafen angemeldet haben.
fr | newsletter prompt | Se désabonner de la lettre du port
en | tip prompt | Got a tip? Write to tips@ledger.example
en | tip prompt | Leave the writer a small tip to say thanks
de | tip prompt | Hat Ihnen der Text gefallen?
de | tip prompt | Geben Sie der Fischerin ein Trinkgeld
fr | tip prompt | Laissez un petit pourboire au pêcheur
es | tip prompt | Deja una propina al pescador
it | tip prompt | Offrici un caffè al porto
nl | tip prompt | Geef de schrijver een fooi
pt | tip prompt | Deixe uma gorjeta
pl | tip prompt | Postaw nam kawę
ru | tip prompt | Оставьте рыбаку чаевые
ru | comment prompt | Присоединяйтесь к обсуждению
uk | tip prompt | Пригостіть нас кавою
tr | tip prompt | Bu yazıyı beğendiniz mi?
ja | tip prompt | 投げ銭で応援する
zh | tip prompt | 打赏作者
ko | tip prompt | 이 기사가 마음에 드셨나요?
en | tip prompt | Your tips keep this ledger afloat.
en | tip prompt | Did the story please you? Leave a tip and keep us writing.
en | donation prompt | Please support our journalism with a gift of any size.
en | app prompt | Download our app for iPhone and Android
en | follow prompt | Follow us on Facebook and Instagram.
en | podcast prompt | Listen to our podcast wherever you like
en | comment prompt | Be the first to comment
en | comment prompt | 14 comments
en | share bar | Share this article
en | share bar | Copy link
en | read more | Read more: Ice breaker sent to the northern islands
en | read more | Click here for more pictures
en | most read | Most read in Weather
en | tags | Topics: harbours, winter, ice
en | advertising | Advertisement
en | advertising | Story continues below
en | cookie notice | This site uses cookies to make it work better.
en | script notice | Please enable JavaScript to see this map
en | copyright | © 2024 Example Bay Ledger. All rights reserved.
en | agency line | Reporting by Ada Moss; editing by Len Carr
en | author biography | Ada Moss is a reporter at the Ledger, covering the coast.
en | paywall notice | This article is for subscribers only
en | date line | Published: 4 January 2024 at 9:15am
en | date line | 3 min read
en | photo credit | Photo: Ada Moss
en | photo credit | Ada Moss/Getty Images
en | photo credit | Boats in the ice on Sunday. (Ada Moss/AP)
de | read more | Lesen Sie auch: Eisbrecher unterwegs nach Norden
de | newsletter prompt | Hier den Newsletter der Redaktion bestellen
de | advertising | Anzeige
de | photo credit | Foto: Ada Moss
de | date line | Aktualisiert am 4. Januar 2024, 9:15 Uhr
de | comment prompt | Kommentare lesen
de | share bar | Artikel teilen
de | paywall notice | Nur für Abonnenten
fr | read more | Lire aussi : Un brise-glace envoyé vers les îles
fr | subscribe prompt | Abonnez-vous pour lire la suite
fr | newsletter prompt | Inscrivez-vous à notre newsletter du matin
fr | copyright | Tous droits réservés
fr | date line | Publié le 4 janvier 2024 à 9h15
fr | advertising | Publicité
es | read more | Lee también: Un rompehielos navega hacia el norte
es | follow prompt | Síguenos en Facebook y en Instagram
es | subscribe prompt | Suscríbete para seguir leyendo
es | date line | Actualizado el 4 de enero de 2024
es | most read | Lo más leído
it | read more | Leggi anche: Un rompighiaccio verso le isole
it | newsletter prompt | Iscriviti alla newsletter del porto
it | copyright | Riproduzione riservata
it | advertising | Pubblicità
pt | read more | Leia também: Quebra-gelo a caminho do norte
pt | subscribe prompt | Já é assinante? Entre
pt | share bar | Compartilhe esta notícia
pt | most read | Mais lidas
nl | read more | Lees ook: IJsbreker op weg naar het noorden
nl | newsletter prompt | Schrijf je in voor de nieuwsbrief van de haven
nl | advertising | Advertentie
sv | read more | Läs mer: Isbrytare på väg norrut
sv | advertising | Annons
sv | tip prompt | Tipsa oss om nyheter
da | read more | Læs også: Isbryder på vej mod nord
da | newsletter prompt | Tilmeld dig vores nyhedsbrev
no | read more | Les også: Isbryter på vei nordover
no | tip prompt | Tips oss om saken
fi | read more | Lue myös: Jäänmurtaja matkalla pohjoiseen
fi | advertising | Mainos
pl | read more | Czytaj także: Lodołamacz płynie na północ
pl | copyright | Wszelkie prawa zastrzeżone
pl | share bar | Udostępnij artykuł
cs | read more | Čtěte také: Ledoborec míří na sever
cs | copyright | Všechna práva vyhrazena
ru | read more | Читайте также: Ледокол идёт на север
ru | follow prompt | Подписывайтесь на наш канал в Telegram
ru | advertising | Реклама
uk | read more | Читайте також: Криголам іде на північ
uk | copyright | Усі права захищено
hu | advertising | Hirdetés
hu | copyright | Minden jog fenntartva
ro | read more | Citește și: Un spărgător de gheață spre nord
ro | copyright | Toate drepturile rezervate
tr | subscribe prompt | Abone ol
tr | advertising | Reklam
tr | tags | Etiketler: liman, buz
el | read more | Διαβάστε επίσης: Παγοθραυστικό προς τον βορρά
el | advertising | Διαφήμιση
ja | read more | 関連記事
ja | copyright | 無断転載を禁じます
ja | share bar | この記事をシェアする
zh | agency line | 责任编辑:王小明
zh | copyright | 未经授权不得转载
zh | read more | 相关阅读
ko | copyright | 무단 전재 및 재배포 금지
ko | subscribe prompt | 구독하기
ko | read more | 관련 기사
ar | read more | اقرأ أيضا
ar | copyright | جميع الحقوق محفوظة
he | copyright | כל הזכויות שמורות
he | comment prompt | הוסיפו תגובה
id | read more | Baca juga: Kapal pemecah es menuju utara
id | advertising | Iklan
lt | read more | Skaitykite taip pat: Ledlaužis plaukia į šiaurę
lt | copyright | Visos teisės saugomos
lt | share bar | Dalintis
lv | read more | Lasi arī: Ledlauzis dodas uz ziemeļiem
lv | advertising | Reklāma
et | read more | Loe ka: Jäämurdja on teel põhja
et | newsletter prompt | Liitu meie uudiskirjaga
is | read more | Sjá einnig: Ísbrjótur á leið norður
is | advertising | Auglýsing
sk | read more | Čítajte aj: Ľadoborec mieri na sever
sk | copyright | Všetky práva vyhradené
sk | comment prompt | Pridať komentár
hr | read more | Pročitajte i: Ledolomac plovi na sjever
hr | follow prompt | Pratite nas na Facebooku i Instagramu
sr | copyright | Сва права задржана
sr | most read | Најчитаније
sl | read more | Preberite tudi: Ledolomilec pluje na sever
sl | copyright | Vse pravice pridržane
bg | read more | Прочетете още: Ледоразбивач пътува на север
bg | copyright | Всички права запазени
bg | follow prompt | Последвайте ни във Facebook
ca | read more | Llegeix també: Un trencaglaç navega cap al nord
ca | subscribe prompt | Subscriu-te per un euro al mes
vi | read more | Xem thêm: Tàu phá băng đi về phía bắc
vi | share bar | Chia sẻ bài viết
vi | advertising | Quảng cáo
hi | read more | यह भी पढ़ें: बर्फ तोड़ने वाला जहाज उत्तर की ओर
hi | copyright | सर्वाधिकार सुरक्षित
th | read more | อ่านเพิ่มเติม
th | copyright | สงวนลิขสิทธิ์
fa | read more | بیشتر بخوانید: کشتی به شمال رفت
fa | advertising | تبلیغات
sw | read more | Soma pia: Meli ya barafu yaelekea kaskazini
sw | copyright | Haki zote zimehifadhiwa
`

func TestFurniture(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(furniture) {
		f := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(f) < 3 {
			continue
		}
		lang, reason, text := f[0], article.Reason(f[1]), f[2]
		seen[lang] = true
		d := docOf(lang, story, story, text)
		Judge(d, nil, Site{})
		c := d.Blocks[2].Cut
		if c == nil {
			t.Errorf("%s: %q stays", lang, text)
			continue
		}
		if c.Reason != reason {
			t.Errorf("%s: %q is cut as %q by %s, not as %q", lang, text, c.Reason, c.Rule, reason)
		}
		if c.Rule == "" || c.Score < threshold || c.Score > 1 {
			t.Errorf("%s: %q: rule %q, score %v", lang, text, c.Rule, c.Score)
		}
		if d.Blocks[0].Cut != nil || d.Blocks[1].Cut != nil {
			t.Errorf("%s: the story is cut: %+v", lang, d.Blocks[0].Cut)
		}
	}
	for _, l := range languages {
		if !seen[l] {
			t.Errorf("no case in %s", l)
		}
	}
}

// TestReporting: news about subscriptions, tips and apps is news.
func TestReporting(t *testing.T) {
	for _, line := range []struct{ lang, text string }{
		{"en", "The company said that people who subscribe to the service for a year will pay ten percent less from March."},
		{"en", "Police acted on an anonymous tip that was sent to the newspaper in May."},
		{"en", "“Sign up for our newsletter, they told me, and then they sold my address,” said Maud Ferris."},
		{"en", "She asked readers to leave a tip at the bar, which is what the waiters live on in winter."},
		{"en", "The court ruled that the site uses cookies without the consent of those who visit it, and fined the firm two million euros."},
		{"en", "Correction: an earlier version of this article misstated the year in which the harbour froze."},
		{"en", "This article was amended on 4 May 2024 to add a comment by the council."},
		{"en", "He was photographed by Ada Moss for a magazine in the summer of the same year, and the picture hung in the hall."},
		{"en", "Mr Carver is an editor of the almanac that the fishermen of the bay have kept since 1802."},
		{"en", "The town has 1,400 homes, 3 schools and 2 churches."},
		{"en", "In 2024 the ice came in January."},
		{"en", "“We will not read more into it,” he said."},
		{"de", "Der Verlag hat angekündigt, dass ein Abonnement ab März zwei Euro mehr kosten wird als bisher."},
		{"de", "„Ich habe den Newsletter nie bestellt“, sagte der Fischer dem Gericht am Montag."},
		{"fr", "Le quotidien compte désormais deux cent mille abonnés, soit dix pour cent de plus qu'il y a un an."},
		{"es", "El diario tiene ya doscientos mil suscriptores, un diez por ciento más que hace un año."},
		{"ru", "По словам редактора, подписка на газету подорожает на десять процентов с первого марта."},
		{"ja", "同社は三月から購読料を一割値上げすると発表した。"},
	} {
		d := docOf(line.lang, story, line.text, story, story)
		Judge(d, nil, Site{})
		if c := d.Blocks[1].Cut; c != nil {
			t.Errorf("%s: %q is cut as %q by %s (%.2f)", line.lang, line.text, c.Reason, c.Rule, c.Score)
		}
	}
}

// TestShortSentences: a sentence that is a paragraph by itself, as half of all news is
// set, stays whatever phrase stands in it, as long as it leads nowhere.
func TestShortSentences(t *testing.T) {
	for _, line := range []struct{ lang, text string }{
		{"en", "By November, the council was thinking of a second pier, which nobody had paid for."},
		{"en", "You might be able to see more of the wreck in spring."},
		{"en", "The picture is clear: the pier will not be built before the spring of next year."},
		{"en", "The race is sponsored by the fund of a local brewery."},
		{"en", "Example Bay 3:0 (1:0)"},
		{"en", "“More!”"},
		{"en", "The ferry was late, the captain wrote in the rÃ©sumÃ© of the day."},
		{"de", "Mit ihrem Boot unterstützen sie die Fischer der Bucht."},
		{"de", "Die schlechteste Note bekam der Hafen für den Datenschutz."},
		{"de", "Zum Lesen kam er in diesem Winter nicht."},
		{"de", "Von Bremen aus fahren die Boote in die Bucht und kehren abends zurück."},
		{"es", "El boletín de la oficina del puerto recoge tres barcos."},
		{"es", "La ola te puede también llevar lejos del muelle."},
		{"es", "No te pierdas en la niebla de la bahía, dice el patrón."},
		{"fr", "Il a participé à la rédaction du rapport sur le port."},
		{"no", "Øya vil bli medlem av fiskernes forening før vinteren."},
		{"da", "Nu vil de se på isen fra broen igen."},
		{"sv", "Ungefär så här såg hamnen ut den vintern."},
		{"nl", "De overname van de haven kwam in gevaar."},
		{"lt", "Taip pat buvo taisomas senasis uosto tiltas."},
		{"bg", "Още от януари лодките стоят в пристанището."},
		{"cs", "Také se opravuje staré molo v přístavu."},
		{"et", "See on sadama kõige vanem paat."},
		{"ru", "Также в порту стояли три старые лодки."},
		{"ro", "Mai multe bărci au rămas în port."},
		{"id", "Nelayan dilarang mengambil kerang di teluk itu."},
		{"el", "Αφήστε το να παγώσει όλη τη νύχτα στο λιμάνι."},
	} {
		d := docOf(line.lang, story, line.text, story, story)
		Judge(d, make([]Evidence, len(d.Blocks)), Site{})
		if c := d.Blocks[1].Cut; c != nil {
			t.Errorf("%s: %q is cut as %q by %s (%.2f)", line.lang, line.text, c.Reason, c.Rule, c.Score)
		}
	}
}

// TestBiddings: a prompt stays one between paragraphs of a page, where it bears no link
// because a form or a script stands behind it.
func TestBiddings(t *testing.T) {
	for _, line := range []string{
		"Enjoyed the ice? Leave a tip and help us buy the next thermometer.",
		"Thanks for reading! Leave a tip below.",
		"If you value our work, please consider leaving a tip.",
		"Chip in a little to keep us afloat this winter.",
		"Liked what you read? Buy us a coffee.",
		"Have something to say? Join the discussion below.",
		"Our journalism is funded by readers of the bay.",
	} {
		d := docOf("en", story, line, story, story)
		Judge(d, make([]Evidence, len(d.Blocks)), Site{})
		if d.Blocks[1].Cut == nil {
			t.Errorf("%q stays", line)
		}
	}
}

func TestRepeats(t *testing.T) {
	title := "Harbour of Example Bay freezes over for the first time"
	for _, tt := range []struct {
		text string
		want bool
	}{
		{title, true},
		{"HARBOUR OF EXAMPLE BAY FREEZES OVER FOR THE FIRST TIME", true},
		{title + " – Example Ledger", true},
		{"Weather | " + title, true},
		{"Harbour of Example Bay freezes over", true},
		{"The harbour of Example Bay freezes over in the very first week of a long winter, and nobody there can remember when it last did so.", false},
		{"What freezes first", false},
	} {
		d := docOf("en", tt.text, story, story)
		d.Title = title
		Judge(d, nil, Site{})
		if got := d.Blocks[0].Cut != nil && d.Blocks[0].Cut.Reason == article.RepeatedHeadline; got != tt.want {
			t.Errorf("%q: %v, want %v (%+v)", tt.text, got, tt.want, d.Blocks[0].Cut)
		}
	}
	d := docOf("en", "Nobody could remember such a winter", story)
	d.Deck = "Nobody could remember such a winter"
	Judge(d, nil, Site{})
	if c := d.Blocks[0].Cut; c == nil || c.Reason != article.RepeatedDeck {
		t.Errorf("the deck: %+v", c)
	}
}

func TestRuns(t *testing.T) {
	d := docOf("en", story, "Most read", "Ice breaker sent to the northern islands", "Why the old pier was lost", "Money for a long winter comes from the fund of the islands", story, story)
	Judge(d, nil, Site{})
	for i, b := range d.Blocks {
		if want := i >= 1 && i <= 4; (b.Cut != nil) != want {
			t.Errorf("%q: %+v", d.Of(b.Range), b.Cut)
		}
	}
	// A subheading right before prose is none of the list.
	d = docOf("en", story, "A winter to remember", story, story)
	Judge(d, nil, Site{})
	if d.CutCount() != 0 {
		t.Errorf("a subheading is cut: %+v", d.Blocks[1].Cut)
	}
}

func TestEvidence(t *testing.T) {
	texts := []string{story, "Ice breaker sent to the northern islands", story, "Ada Moss on the ice", story, story}
	ev := make([]Evidence, len(texts))
	for i := range ev {
		ev[i].Region = Story
	}
	ev[1].LinkShare = 1
	ev[3].Names = []string{"image", "caption"}
	ev[5].Region = CommentArea
	d := docOf("en", texts...)
	Judge(d, ev, Site{})
	want := []article.Reason{"", article.RelatedLinks, "", article.PhotoCredit, "", article.Comments}
	for i, b := range d.Blocks {
		if got := reasonOf(b.Cut); got != want[i] {
			t.Errorf("block %d is %q, want %q", i, got, want[i])
		}
	}
	// A page that is a list of links keeps it.
	texts = []string{story, story, story, story}
	for range 30 {
		texts = append(texts, "The ten harbours that are worth a visit")
	}
	ev = make([]Evidence, len(texts))
	for i := 4; i < len(ev); i++ {
		ev[i].LinkShare = 1
	}
	d = docOf("en", texts...)
	Judge(d, ev, Site{})
	if d.CutCount() != 0 {
		t.Errorf("the list that is the content lost %d blocks", d.CutCount())
	}
}

func reasonOf(c *article.Cut) article.Reason {
	if c == nil {
		return ""
	}
	return c.Reason
}

func TestSite(t *testing.T) {
	slogan := "The Ledger, the voice of the coast since 1921"
	seen := func(f uint64) int {
		if f == Fingerprint(strings.ToUpper(slogan)) {
			return 5
		}
		return 0
	}
	d := docOf("en", story, slogan, story)
	Judge(d, nil, Site{Seen: seen})
	if got := reasonOf(d.Blocks[1].Cut); got != article.SiteRepeats {
		t.Errorf("got %q", got)
	}
	if d.CutCount() != 1 {
		t.Error("the story is cut")
	}
}

func TestFingerprint(t *testing.T) {
	if Fingerprint("14 Comments!") != Fingerprint("comments  3") || Fingerprint("Comments") == Fingerprint("Comment") {
		t.Error("case, digits and marks must not count, letters must")
	}
	if Fingerprint("12:30 – 4") != 0 {
		t.Error("a text without letters has a fingerprint")
	}
	// Stored fingerprints must mean the same in every version.
	if got := Fingerprint("Share this"); got != 0x48a08a27394c3c7e {
		t.Errorf("the fingerprint of a known text changed: %#x", got)
	}
}

func TestByline(t *testing.T) {
	for _, tt := range []struct{ lang, line, want string }{
		{"en", "By Ada Moss", "Ada Moss"},
		{"en", "By ADA MOSS and Len Carr, political editor", "Ada Moss; Len Carr"},
		{"en", "Written by Ada Moss | 4 January 2024", "Ada Moss"},
		{"de", "Von Lena Vogt und Jan von der Aue", "Lena Vogt; Jan von der Aue"},
		{"fr", "Par Léa Martin avec AFP", "Léa Martin"},
		{"es", "Por María José de la Cruz", "María José de la Cruz"},
		{"en", "By Monday the ice had gone and the boats could sail again.", ""},
		{"en", "By the sea", ""},
		{"en", "Bypass opens", ""},
	} {
		got := strings.Join(Byline(tt.line, tt.lang), "; ")
		if tt.lang == "fr" {
			got, _, _ = strings.Cut(got, "; AFP")
		}
		if got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.lang, tt.line, got, tt.want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ lang, line, published, updated string }{
		{"en", "Published: 4 January 2024, 9:15am | Updated: 5 January 2024, 4:05pm", "2024-01-04 09:15", "2024-01-05 16:05"},
		{"en", "January 4, 2024", "2024-01-04 00:00", ""},
		{"en", "Thursday, 22 Nov 2024 4:55 PM", "2024-11-22 16:55", ""},
		{"en", "3/14/2024", "2024-03-14 00:00", ""},
		{"de", "Stand: 04.01.2024, 18:20 Uhr", "2024-01-04 18:20", ""},
		{"de", "4. Januar 2024", "2024-01-04 00:00", ""},
		{"fr", "Publié le 4 janvier 2024 à 9h15", "2024-01-04 09:15", ""},
		{"es", "4 de enero de 2024", "2024-01-04 00:00", ""},
		{"pt", "Publicado em 04/01/2024", "2024-01-04 00:00", ""},
		{"ru", "4 января 2024", "2024-01-04 00:00", ""},
		{"ja", "2024年1月4日", "2024-01-04 00:00", ""},
		{"en", "2024-01-04T09:15:00Z", "2024-01-04 09:15", ""},
		{"en", "31 February 2024", "", ""},
		{"en", "The harbour froze on 4 January 2024 and nobody came to look at it at all", "", ""},
	} {
		p, u := Dates(tt.line, tt.lang)
		show := func(s string) string {
			return strings.TrimPrefix(s, "0001-01-01 00:00")
		}
		if got := show(p.Format("2006-01-02 15:04")); got != tt.published {
			t.Errorf("%q: published %q, want %q", tt.line, got, tt.published)
		}
		if got := show(u.Format("2006-01-02 15:04")); tt.updated != "" && got != tt.updated {
			t.Errorf("%q: updated %q, want %q", tt.line, got, tt.updated)
		}
	}
}

func TestLanguage(t *testing.T) {
	for lang, text := range map[string]string{
		"en": story, "de": "Der Hafen ist in der ersten Woche des Jahres zugefroren und niemand konnte sich an einen solchen Winter erinnern.",
		"fr": "Le port a gelé dans la première semaine de l'année et personne ne se souvient d'un tel hiver.",
		"pl": "Port zamarzł w pierwszym tygodniu roku i nikt nie pamięta, aby taka zima była tu od lat, jak mówi się w mieście.",
		"ja": "港は一月の第一週に凍り、そのような冬を覚えている者はいなかった。", "zh": "港口在一月的第一周结冰,没有人记得有过这样的冬天。",
		"ko": "항구가 일월 첫째 주에 얼었고 그런 겨울을 기억하는 사람은 없었다.", "ru": "Гавань замёрзла в первую неделю года, и никто не мог вспомнить такой зимы.",
		"lt": "Uostas užšalo pirmąją metų savaitę ir niekas neprisimena, kad tai būtų buvę taip, kaip yra dabar.", "sk": "Prístav zamrzol v prvom týždni roka a nikto si nepamätá takú zimu, ktorá by bola ako táto, hoci sa o nej v meste hovorí.",
		"bg": "Пристанището замръзна през първата седмица на годината и никой не помни такава зима, която да е била като тази.", "hi": "साल के पहले हफ्ते में बंदरगाह जम गया और किसी को ऐसी सर्दी याद नहीं।",
		"th": "ท่าเรือกลายเป็นน้ำแข็งในสัปดาห์แรกของปี", "fa": "بندر در هفته اول سال یخ زد و هیچ\u200cکس چنین زمستانی را به یاد ندارد و گفتند که پیش از این چنین نبود.", "vi": "Cảng đã đóng băng trong tuần đầu của năm và không ai nhớ là đã có một mùa đông như vậy.",
		"el": "Το λιμάνι πάγωσε την πρώτη εβδομάδα του χρόνου.", "": "xyzzy plugh",
	} {
		if got := Language(text); got != lang {
			t.Errorf("%q is %q, want %q", text, got, lang)
		}
	}
}

// TestPhraseFiles: every file loads, names only reasons that exist, and holds
// no phrase that would match a single common word anywhere.
func TestPhraseFiles(t *testing.T) {
	reasons := map[article.Reason]bool{}
	for _, r := range []article.Reason{article.TipPrompt, article.DonatePrompt, article.SubscribePrompt, article.RegisterPrompt, article.NewsletterPrompt,
		article.AppPrompt, article.FollowPrompt, article.PodcastPrompt, article.CommentPrompt, article.ContactPrompt, article.ShareBar, article.ReadMore,
		article.RelatedLinks, article.MostRead, article.TagList, article.AuthorBio, article.Advertising, article.CookieNotice, article.CopyrightLine,
		article.AgencyLine, article.Navigation, article.ImageButton, article.ScriptNotice, article.Paywall, article.DateLine} {
		reasons[r] = true
	}
	for _, l := range languages {
		x := lexicons[l]()
		n := 0
		for _, ps := range x.first {
			for _, p := range ps {
				n++
				if !reasons[p.reason] {
					t.Errorf("%s: no such reason: %q", p.rule, p.reason)
				}
				if len(p.words) == 1 && !(p.begins || p.ends) && p.strength == certain && len(p.words[0].any) > 0 && len(p.words[0].any[0]) < 5 {
					t.Errorf("%s: one short word is no phrase", p.rule)
				}
			}
		}
		if n < 20 {
			t.Errorf("%s has %d phrases", l, n)
		}
	}
}

// FuzzJudge: judging twice is judging once, no block is touched beside its
// Cut, and every Cut has a reason and a rule.
func FuzzJudge(f *testing.F) {
	for line := range strings.Lines(furniture) {
		if parts := strings.SplitN(line, " | ", 3); len(parts) == 3 {
			f.Add(parts[0], parts[2]+"\n"+story, "")
		}
	}
	f.Add("", strings.Repeat("a ", 3000), strings.Repeat("a ", 100))
	f.Fuzz(func(t *testing.T, lang, text, title string) {
		d := docOf(lang, strings.Split(article.Clean(text), "\n")...)
		d.Title = article.CleanLine(title)
		before := d.Text
		Judge(d, nil, Site{})
		var first []article.Cut
		for _, b := range d.Blocks {
			c := article.Cut{}
			if b.Cut != nil {
				c = *b.Cut
				if c.Reason == "" || c.Rule == "" || c.Score <= 0 || c.Score > 1 {
					t.Fatalf("%q is cut by %+v", d.Of(b.Range), c)
				}
			}
			first = append(first, c)
		}
		Judge(d, nil, Site{})
		for i, b := range d.Blocks {
			if b.Cut != nil && first[i].Rule == "" || b.Cut != nil && *b.Cut != first[i] {
				t.Errorf("judged again, %q is cut by %+v, before by %+v", d.Of(b.Range), b.Cut, first[i])
			}
		}
		if d.Text != before {
			t.Error("the text changed")
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	lines := strings.Split(strings.TrimSpace(furniture), "\n")
	r := rand.New(rand.NewSource(1))
	var texts []string
	for range 80 {
		texts = append(texts, story+" "+story, strings.SplitN(lines[r.Intn(len(lines))], " | ", 3)[2])
	}
	d := docOf("en", texts...)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		for i := range d.Blocks {
			d.Blocks[i].Cut = nil
		}
		Judge(d, nil, Site{})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		loadLexicon("en")
	}
}
