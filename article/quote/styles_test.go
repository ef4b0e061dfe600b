package quote

import (
	"strings"
	"testing"
)

// everyLanguage is a sentence in every language, its quotes between < and >.
var everyLanguage = []struct{ lang, text string }{
	{"en", `<We waited for the wind all night,> said Ada Pell. <Then it came.>`},
	{"de", `<Wir haben die ganze Nacht gewartet>, sagte Ada Brandt. <Dann kam er.>`},
	{"fr", `<Nous avons attendu toute la nuit>, a dit Anne Morel. <Puis il est venu.>`},
	{"es", `<Esperamos toda la noche>, dijo Ana Gil. <Luego llegó.>`},
	{"it", `<Abbiamo aspettato tutta la notte>, ha detto Anna Galli. <Poi è arrivato.>`},
	{"pt", `<Esperámos a noite toda>, disse Ana Gil. <Depois chegou.>`},
	{"nl", `<We wachtten de hele nacht>, zei Anna Bos. <Toen kwam hij.>`},
	{"sv", `<Vi väntade hela natten>, sa Anna Berg. <Sedan kom den.>`},
	{"da", `<Vi ventede hele natten>, siger Anna Berg. <Så kom den.>`},
	{"nb", `<Vi ventet hele natten>, sier Anna Berg. <Så kom den.>`},
	{"fi", `<Odotimme koko yön>, sanoo Anna Laine. <Sitten se tuli.>`},
	{"pl", `<Czekaliśmy całą noc> – powiedziała Anna Kot. <Potem przyszedł.>`},
	{"cs", `<Čekali jsme celou noc,> řekla Anna Malá. <Pak přišel.>`},
	{"ru", `<Мы ждали всю ночь>, — сказала Анна Котова. <Потом он пришёл.>`},
	{"uk", `<Ми чекали всю ніч>, — сказала Анна Котова. <Потім він прийшов.>`},
	{"hu", `<Egész éjjel vártunk> – mondta Nagy Anna. – <Aztán megjött.>`},
	{"ro", `<Am așteptat toată noaptea>, a spus Ana Pop. <Apoi a venit.>`},
	{"tr", `<Bütün gece bekledik> dedi Ayşe Kaya. <Sonra geldi.>`},
	{"el", `<Περιμέναμε όλη νύχτα>, είπε η Άννα Δήμου. <Μετά ήρθε.>`},
	{"id", `<Kami menunggu semalaman,> kata Dewi Kartika. <Lalu ia datang.>`},
	{"ja", `<一晩中待ち続けました>と田中花子さんは述べた。`},
	{"zh", `<我们等了一整夜。>王丽说。`},
	{"ko", `<밤새도록 기다렸습니다>라고 김영희 씨는 말했다.`},
	{"ar", `<انتظرنا طوال الليل>، قالت ليلى قاسم. <ثم جاءت الريح.>`},
	{"he", `<חיכינו כל הלילה>, אמרה לאה דהן. <ואז היא באה.>`},
	{"hi", `<हमने पूरी रात इंतज़ार किया,> सुनीता वर्मा ने कहा। <फिर हवा आई।>`},
}

// TestStyles reads every language in every style of marks: writers and machines
// do not keep to the one that their grammar names.
func TestStyles(t *testing.T) {
	for _, style := range [][2]string{{"“", "”"}, {`"`, `"`}, {"„", "“"}, {"„", "”"}, {"”", "”"}, {"«", "»"}, {"»", "«"}, {"»", "»"}, {"‹", "›"}, {"「", "」"}, {"『", "』"}, {"〝", "〟"}} {
		for _, c := range everyLanguage {
			text := strings.NewReplacer("<", style[0], ">", style[1]).Replace(c.text)
			us := utterances(text, InText(text, c.lang))
			if want := strings.Count(c.text, "<"); len(us) != want && !(len(us) == 1 && strings.Contains(us[0], " / ")) {
				t.Errorf("%s %s: %q", c.lang, text, us)
				continue
			}
			for _, u := range us {
				if strings.HasPrefix(u, ": ") || strings.SplitN(u, ": ", 2)[0] != strings.SplitN(us[0], ": ", 2)[0] {
					t.Errorf("%s %s: %q", c.lang, text, us)
				}
			}
		}
	}
}
