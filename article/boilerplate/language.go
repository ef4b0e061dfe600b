package boilerplate

import (
	"strings"
	"unicode"
)

// commonWords are the function words by which a language written in Latin
// or Cyrillic letters is told from its neighbours. Words that two of them
// share are left in: the sum decides.
var commonWords = map[string]string{
	"en": "the of and to in that is was for on with as his he it by at from are this be have not has but said they which were",
	"de": "der die das und ist in den von zu mit sich auf für dem des nicht ein eine als auch es an werden aus er hat dass sie nach wird bei",
	"fr": "le la les de des et un une est en que qui dans pour pas sur du au plus par ce il avec sont son se aux mais été cette",
	"es": "el la los las de que y en un una es se por con para no del al lo su más como pero sus ha fue este esta son entre",
	"it": "il la di che è e un una per in non del della con sono si da le i al dei nel ha più alla anche come gli ma lo",
	"pt": "o a de que e do da em um uma para é com não os as se no na por mais dos das foi ao à pelo são como sua",
	"nl": "de het een van en in is dat op te zijn voor met niet aan er om ook als maar door bij die heeft naar worden uit wordt nog",
	"sv": "och att det som en på är av för med till den inte har de ett om men var sig från vi så kan när säger där",
	"da": "og at det som en på er af for med til den ikke har de et om men var sig fra vi så kan når siger der blev",
	"no": "og at det som en på er av for med til den ikke har de et om men var seg fra vi så kan når sier der ble",
	"fi": "ja on ei että se hän oli ovat mutta myös kun kuin joka mukaan sen jos tai vain ole olla hänen sitä nyt",
	"pl": "w i na z się nie do że to jest o jak po za od przez ale dla przy tym który także jego już oraz są było",
	"cs": "a v se na je že s z o do to by ve pro jako za ale po si byl jsem podle které také už jeho jsou tak",
	"hu": "a az és hogy nem is egy meg ez volt csak de el már mint azt még ha vagy szerint minden után lehet ki",
	"ro": "și de la a în cu pe un o nu că este din mai care pentru au să al fi sunt ce s-a fost lui această",
	"tr": "ve bir bu için de da ile olarak çok daha ne gibi olan kadar sonra en ya o ise var dedi oldu değil her",
	"id": "yang dan di dengan untuk pada ini itu dari dalam tidak akan ke juga oleh ada telah dia sebagai mereka bisa karena",
	"ru": "и в не на что с по он как из за от это для о его к но а так было был уже или же при",
	"lt": "ir į kad su iš yra jis bet buvo tai kaip už per dėl apie savo nuo taip dar ne po jau bus buvo kurie prie",
	"lv": "un ir no ar par uz tas ka kas arī gan bet kā lai pēc tiek šo bija pie vai jau viņš tā gada nav",
	"et": "ja on ei et see oli ka kui aga mis oma ta või siis pole kes ning välja veel üle pärast ütles selle",
	"is": "og að er til af sem ekki því með þess hann hún það var við um eru hefur frá sér segir þá verið hafi",
	"sk": "a v sa na je že s z o do to aj pre ako za ale po si bol podľa ktoré tak už jeho sú ktorý pri alebo však",
	"hr": "i je u se na da su za od s a koji ne što će kako je bio iz po koja ali nije o kao već ili rekao biti",
	"sl": "in je v se na da so za od s ki ne kot bi pa še je bil iz po tudi ali ni o ker že sta zaradi biti",
	"bg": "и в на да се за не от с че са по като но ще е при до към ни той има който това бе след между",
	"ca": "de la el i que en a les els per un una del amb és no al ha dels més com aquest seva però ser també són",
	"vi": "và của là có cho không được các một trong với những đã người này khi để tại từ đến về ra năm",
	"sw": "na ya wa kwa ni katika la za kuwa hiyo hii cha huyo ambayo yake lakini baada pia amesema watu wake",
	"uk": "і в не на що з та до як за від це для про його у але й так було був вже або при які",
}

// Language guesses the language of a text from its letters and its commonest
// words: a lower-case BCP 47 primary tag, "" where nothing decides.
func Language(text string) string {
	if len(text) > 20_000 {
		text = text[:20_000]
	}
	if l := byScript(text); l != "cyrillic" && l != "latin" {
		return l
	}
	counts := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
		counts[w]++
	}
	best, most, second := "", 0, 0
	for _, l := range languages {
		n := 0
		if l == "bg" && strings.ContainsAny(text, "ыэёіїє") {
			continue // it shares its small words with its neighbours, but not these letters
		}
		for _, w := range strings.Fields(commonWords[l]) {
			n += counts[w]
		}
		if n > most {
			best, most, second = l, n, most
		} else {
			second = max(second, n)
		}
	}
	if most < 3 || most == second {
		return ""
	}
	return best
}

// byScript is the language that a script gives away, or the script.
func byScript(text string) string {
	var kana, han, hangul, greek, hebrew, arabic, persian, cyrillic, thai, devanagari, latin int
	for _, r := range text {
		switch {
		case r < 0x80:
			if r >= 'a' && r <= 'z' {
				latin++
			}
		case r >= 0x370 && r <= 0x3ff:
			greek++
		case r >= 0x400 && r <= 0x52f:
			cyrillic++
		case r >= 0x590 && r <= 0x5ff:
			hebrew++
		case r >= 0x600 && r <= 0x6ff:
			arabic++
			if r == 'پ' || r == 'چ' || r == 'گ' || r == 'ژ' || r == 'ی' {
				persian++
			}
		case r >= 0x900 && r <= 0x97f:
			devanagari++
		case r >= 0xe00 && r <= 0xe7f:
			thai++
		case r >= 0x3040 && r <= 0x30ff:
			kana += 2
		case r >= 0x3400 && r <= 0x9fff:
			han += 2
		case r >= 0xac00 && r <= 0xd7a3:
			hangul += 2
		}
	}
	top, name := latin, "latin"
	for _, s := range []struct {
		n    int
		name string
	}{{greek, "el"}, {cyrillic, "cyrillic"}, {hebrew, "he"}, {arabic, "ar"}, {thai, "th"}, {devanagari, "hi"}, {han + kana, "zh"}, {hangul, "ko"}} {
		if s.n > top {
			top, name = s.n, s.name
		}
	}
	if name == "ar" && persian*40 > arabic {
		return "fa" // it writes the letters that Arabic lacks
	}
	if name == "zh" && kana*8 > han {
		return "ja"
	}
	return name
}
