package parse

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

func feedIn(label, title string) string {
	return `<?xml version="1.0" encoding="` + label + `"?><rss version="2.0"><channel><title>` + title + `</title><item><title>x</title></item></channel></rss>`
}

// encode writes s in a charset that the web knows.
func encode(t *testing.T, label, s string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(label)
	if enc == nil {
		t.Fatalf("no charset %s", label)
	}
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func utf16Bytes(s string, order binary.AppendByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func utf32Bytes(s string, order binary.AppendByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		b = order.AppendUint32(b, 0xfeff)
	}
	for _, r := range s {
		b = order.AppendUint32(b, uint32(r))
	}
	return b
}

func TestCharsets(t *testing.T) {
	const latin, german, russian, japanese, chinese, korean = "naïve café", "Grüße", "Привет, мир", "日本語のニュース", "今天的新聞", "오늘의 뉴스"
	type doc struct {
		data        []byte
		contentType string
		want        string
	}
	wide := feedIn("UTF-16", japanese)
	cases := map[string]doc{
		"utf-8":               {[]byte(feedIn("utf-8", japanese)), "", japanese},
		"utf-8 with mark":     {[]byte("\ufeff" + feedIn("utf-8", german)), "", german},
		"utf-8 unsaid":        {[]byte(`<rss><channel><title>` + german + `</title></channel></rss>`), "", german},
		"utf-8 as latin":      {[]byte(feedIn("iso-8859-1", german)), "", german},
		"utf-8, header wrong": {[]byte(feedIn("utf-8", german)), "text/xml; charset=iso-8859-1", german},
		"utf-8 as utf-16":     {[]byte(feedIn("utf-16", german)), "", german},
		"utf-16 le mark":      {utf16Bytes(wide, binary.LittleEndian, true), "", japanese},
		"utf-16 be mark":      {utf16Bytes(wide, binary.BigEndian, true), "", japanese},
		"utf-16 le":           {utf16Bytes(wide, binary.LittleEndian, false), "", japanese},
		"utf-16 be":           {utf16Bytes(wide, binary.BigEndian, false), "", japanese},
		"utf-32 le mark":      {utf32Bytes(wide, binary.LittleEndian, true), "", japanese},
		"utf-32 be mark":      {utf32Bytes(wide, binary.BigEndian, true), "", japanese},
		"utf-32 le":           {utf32Bytes(wide, binary.LittleEndian, false), "", japanese},
		"utf-32 be":           {utf32Bytes(wide, binary.BigEndian, false), "", japanese},
		"unknown label":       {encode(t, "windows-1252", feedIn("x-nobody", latin)), "", latin},
		"no label":            {encode(t, "windows-1252", `<rss><channel><title>`+latin+`</title></channel></rss>`), "", latin},
		"utf-8 in name only":  {encode(t, "windows-1252", feedIn("utf-8", latin)), "", latin},
		"header before xml":   {encode(t, "windows-1251", feedIn("iso-8859-1", russian)), "application/rss+xml; charset=windows-1251", russian},
		"single quotes":       {encode(t, "koi8-r", strings.ReplaceAll(feedIn("koi8-r", russian), `"`, "'")), "", russian},
	}
	for label, title := range map[string]string{
		"iso-8859-1": latin, "iso-8859-15": latin, "windows-1252": latin, "windows-1251": russian, "koi8-r": russian, "iso-8859-5": russian,
		"shift_jis": japanese, "euc-jp": japanese, "iso-2022-jp": japanese, "big5": chinese, "gb18030": chinese, "gbk": "今天的新闻", "euc-kr": korean,
		"iso-8859-2": "Zażółć", "windows-1254": "Şişli", "windows-1255": "שלום", "windows-1256": "مرحبا", "iso-8859-7": "Καλημέρα", "tis-620": "สวัสดี",
	} {
		cases[label] = doc{encode(t, label, feedIn(label, title)), "", title}
	}
	ebcdic, err := charmap.CodePage037.NewEncoder().Bytes([]byte(feedIn("cp037", latin)))
	if err != nil {
		t.Fatal(err)
	}
	cases["ebcdic"] = doc{ebcdic, "", latin}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p, err := Document(c.data, Options{ContentType: c.contentType})
			if err != nil {
				t.Fatal(err)
			}
			if p.Feed.Title != c.want {
				t.Errorf("%q, want %q", p.Feed.Title, c.want)
			}
		})
	}
}

// TestWrongBytes: a document of UTF-8 with foreign bytes in it.
func TestWrongBytes(t *testing.T) {
	for in, want := range map[string]string{
		"Grüße, caf\xe9 du coin":       "Grüße, café du coin",
		"Grüße, it\x92s":               "Grüße, it\ufffds", // half of a cut character, for all that can be known
		"Grüße … ö ä cut \xe2\x80 off": "Grüße … ö ä cut \ufffd off",
		"\x93Quote\x94":                "“Quote”",
	} {
		p := mustRead(t, feedIn("utf-8", in), Options{})
		if p.Feed.Title != want {
			t.Errorf("%q: %q, want %q", in, p.Feed.Title, want)
		}
		if len(p.Notes) == 0 {
			t.Errorf("%q: no note", in)
		}
	}
}
