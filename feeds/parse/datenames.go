package parse

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// zones are the zones that feeds name, in hours east of UTC. Where a name means
// several zones, the one with the most feeds: CST and EST are American, BST is
// British, IST Indian.
var zones = sync.OnceValue(func() map[string]float64 {
	return map[string]float64{
		"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "uct": 0, "zulu": 0, "greenwich": 0,
		"nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "at": -4, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "ct": -6,
		"mst": -7, "mdt": -6, "mt": -7, "pst": -8, "pdt": -7, "pt": -8, "akst": -9, "akdt": -8, "hst": -10, "hdt": -9,
		"brt": -3, "brst": -2, "art": -3, "clt": -4, "clst": -3, "uyt": -3, "pet": -5, "cot": -5, "vet": -4, "bot": -4, "ect": -5, "pyt": -4,
		"bst": 1, "west": 1, "ist": 5.5, "cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1, "mesz": 2, "mewt": 1, "mesy": 2, "swt": 1, "sst": 2, "fwt": 1, "fst": 2,
		"wat": 1, "cat": 2, "eat": 3, "sast": 2, "eet": 2, "eest": 3, "trt": 3, "msk": 3, "msd": 4, "samt": 4, "gst": 4, "irst": 3.5,
		"pkt": 5, "yekt": 5, "uzt": 5, "npt": 5.75, "bdt": 6, "almt": 6, "omst": 6, "ict": 7, "wib": 7, "wita": 8, "wit": 9, "krat": 7, "novt": 7,
		"hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "irkt": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
		"aest": 10, "aedt": 11, "aet": 10, "vlat": 10, "chst": 10, "nzst": 12, "nzdt": 13, "nzt": 12, "fjt": 12,
	}
})

// zoneNamed is the offset of a zone's name in lower case, in seconds.
func zoneNamed(name string) (int, bool) {
	h, ok := zones()[name]
	return int(h * 3600), ok
}

func isMorning(w string) bool {
	return w == "am" || w == "a" || w == "오전" || w == "上午" || w == "午前" || w == "πμ"
}

func isEvening(w string) bool {
	return w == "pm" || w == "p" || w == "오후" || w == "下午" || w == "午後" || w == "μμ"
}

// monthNames are the months by language, January first; '|' parts spellings.
// The case where a language bends them in a date stands beside the name.
const monthNames = `
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep|sept oct nov dec
januar|jänner|jaenner februar|feber märz|maerz|mrz april mai juni juli august september oktober november dezember|dez
janvier février|fevrier|fév|fevr|févr mars avril|avr mai juin juillet|juil|jui août|aout|aoû septembre octobre novembre décembre|decembre|déc
enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic
gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set ottobre|ott novembre dicembre
janeiro fevereiro|fev março|marco abril maio junho julho agosto setembro outubro|out novembro dezembro
januari februari maart|mrt april mei juni juli augustus|augusti september oktober|okt november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december|des
tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis huhtikuu|huhtikuuta|huhti toukokuu|toukokuuta|touko kesäkuu|kesäkuuta|kesä heinäkuu|heinäkuuta|heinä elokuu|elokuuta|elo syyskuu|syyskuuta|syys lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu
styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopad|listopada|lis grudzień|grudnia|gru
leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě červen|června|čvn červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj listopadu prosinec|prosince|pro
január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla august|augusta september|septembra október|októbra november|novembra december|decembra
január február|febr március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október|okt november december
ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie
siječanj|siječnja veljača|veljače ožujak|ožujka travanj|travnja svibanj|svibnja lipanj|lipnja srpanj|srpnja kolovoz|kolovoza rujan|rujna listopad|listopada studeni|studenoga prosinac|prosinca
gener|gen febrer març abril maig juny juliol agost setembre octubre novembre desembre|des
ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
январь|января|янв февраль|февраля|фев март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн июль|июля|июл август|августа|авг сентябрь|сентября|сен|сент октябрь|октября|окт ноябрь|ноября|ноя|нояб декабрь|декабря|дек
січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|кві травень|травня|тра червень|червня|чер липень|липня|лип серпень|серпня|сер вересень|вересня|вер жовтень|жовтня|жов листопад|листопада|лис грудень|грудня|гру
януари|яну февруари март април май юни юли август септември октомври ноември декември
јануар|јан фебруар март април мај јун јул август септембар|сеп октобар новембар|нов децембар
ιανουάριος|ιανουαρίου|ιαν|ιανουαριος φεβρουάριος|φεβρουαρίου|φεβ|φεβρουαριος μάρτιος|μαρτίου|μάρ|μαρ|μαρτιος απρίλιος|απριλίου|απρ|απριλιος μάιος|μαΐου|μάι|μαι|μάϊ|μάιου|μαιος ιούνιος|ιουνίου|ιούν|ιουν|ιον|ιουνιος ιούλιος|ιουλίου|ιούλ|ιουλ|ιολ|ιουλιος αύγουστος|αυγούστου|αύγ|αυγ|αυγουστος σεπτέμβριος|σεπτεμβρίου|σεπ|σεπτεμβριος οκτώβριος|οκτωβρίου|οκτ|οκτωβριος νοέμβριος|νοεμβρίου|νοέ|νοε|νοεμβριος δεκέμβριος|δεκεμβρίου|δεκ|δεκεμβριος
januari|jan februari|feb|peb maret|mar april mei juni juli agustus|agu|agt september oktober november|nop desember|des
`

// months looks a name up in lower case; where two languages disagree
// (listopad is October and November), the one with more speakers stands first
// in monthNames and wins.
var months = sync.OnceValue(func() map[string]int {
	m := make(map[string]int, 700)
	for _, row := range strings.Split(strings.TrimSpace(monthNames), "\n") {
		for i, names := range strings.Fields(row) {
			for _, name := range strings.Split(names, "|") {
				if _, taken := m[name]; !taken {
					m[name] = i + 1
				}
				// The first three letters are the usual short form.
				if short := firstRunes(name, 3); m[short] == 0 && short != name {
					m[short] = i + 1
				}
			}
		}
	}
	return m
})

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// monthNamed is the month that a word names, from 1; 0 none.
func monthNamed(word string) int {
	if len(word) == 3 && word[0] < utf8.RuneSelf { // nearly all feeds
		switch lower3(word) {
		case "jan":
			return 1
		case "feb":
			return 2
		case "mar":
			return 3
		case "apr":
			return 4
		case "may":
			return 5
		case "jun":
			return 6
		case "jul":
			return 7
		case "aug":
			return 8
		case "sep":
			return 9
		case "oct":
			return 10
		case "nov":
			return 11
		case "dec":
			return 12
		case "mon", "tue", "wed", "thu", "fri", "sat", "sun", "gmt", "est", "edt", "pst", "pdt", "utc":
			return 0
		}
	}
	lower := strings.ToLower(word)
	if n, ok := months()[lower]; ok {
		return n
	}
	return 0
}

func lower3(s string) string {
	b := [3]byte{s[0] | 0x20, s[1] | 0x20, s[2] | 0x20}
	return string(b[:])
}
