package quote

import "testing"

// TestTimes: a word of time that begins a sentence is no speaker in any language.
func TestTimes(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "Months later: “We took the wrong road home.”", "de": "Monate später: „Wir nahmen den falschen Weg.“",
		"fr": "Mois après mois : « Nous avons pris la mauvaise route. »", "es": "Meses después: «Tomamos el camino equivocado».",
		"it": "Mesi dopo: «Abbiamo sbagliato strada tutti».", "pt": "Meses depois: “Errámos todos no caminho.”",
		"ca": "Mesos després: «Vam agafar el camí equivocat».", "ro": "Luni mai târziu: „Am greșit cu toții drumul.”",
		"nl": "Maanden later: “We namen de verkeerde weg.”", "sv": "Månader senare: ”Vi tog fel väg hem.”",
		"da": "Måneder senere: »Vi tog den forkerte vej.«", "nb": "Måneder senere: «Vi tok feil vei hjem.»",
		"fi": "Kuukausia myöhemmin: ”Otimme väärän tien kotiin.”", "pl": "Miesiące później: „Poszliśmy wszyscy złą drogą.”",
		"cs": "Měsíce poté: „Šli jsme všichni špatnou cestou.“", "sk": "Mesiace potom: „Išli sme všetci zlou cestou.“",
		"hr": "Mjeseci kasnije: „Svi smo krenuli krivim putem.”", "ru": "Месяцы спустя: «Мы все пошли не той дорогой».",
		"uk": "Місяці потому: «Ми всі пішли не тією дорогою».", "bg": "Месеци по-късно: „Всички тръгнахме по грешния път.“",
		"hu": "Hónapokkal később: „Mindannyian rossz úton indultunk.”", "tr": "Aylar sonra: “Hepimiz yanlış yola saptık.”",
		"el": "Μήνες αργότερα: «Πήραμε όλοι λάθος δρόμο».", "id": "Bulan demi bulan: “Kami semua salah jalan.”",
	} {
		qs := InText(text, lang)
		if len(qs) != 1 || qs[0].Speaker != "" {
			t.Errorf("%s: %s\n got %+v", lang, text, qs)
		}
	}
}

// TestCredits: a line below a quote that is a dash and a name says whose it is, also where
// such lines are speech.
func TestCredits(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "“We told them for years.”\n— Marta Okonwell", "de": "„Wir haben es jahrelang gesagt.“\n— Marta Okonwell",
		"fr": "« Nous l’avons dit pendant des années. »\n— Marta Okonwell", "es": "«Lo dijimos durante años.»\n— Marta Okonwell",
		"it": "«Lo abbiamo detto per anni.»\n— Marta Okonwell", "pl": "„Mówiliśmy to przez lata.”\n— Marta Okonwell",
		"ru": "«Мы говорили это годами».\n— Марта Оконвель", "sv": "”Vi sa det i åratal.”\n– Marta Okonwell",
		"pt": "“Dissemo-lo durante anos.”\n— Marta Okonwell", "hu": "„Évekig mondtuk.”\n– Okonvel Márta",
	} {
		qs := InText(text, lang)
		if len(qs) != 1 || qs[0].Speaker == "" {
			t.Errorf("%s: %s\n got %+v", lang, text, qs)
		}
	}
}
