package cli

import "testing"

func TestLightGround(t *testing.T) {
	for colors, want := range map[string]bool{
		"0;15": true, "0;7": true, "15;default;15": true, "0;11": true,
		"15;0": false, "7;8": false, "15;default;0": false, "": false, "default": false, "0;default": false, "0;99": false,
	} {
		if got := lightGround(colors); got != want {
			t.Errorf("%q is a light ground: %v", colors, got)
		}
	}
}
