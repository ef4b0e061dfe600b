package parse

// What one document may cost. The figures are far above what real feeds need
// (the largest of 243 had some 1,000 entries, the deepest 10 levels) and far
// below what would be felt.
const (
	maxEntries = 10_000
	maxDepth   = 200     // open elements; deeper ones are read as if they weren't there
	maxText    = 2 << 20 // bytes of text an entry
	maxLine    = 4 << 10 // bytes of a title, a name, a category
	maxAttrs   = 64      // of one element
	maxMembers = 1000    // of a JSON Feed's top object
	maxNames   = 512     // distinct element names that are remembered
	maxBinds   = 128     // namespace prefixes in force
	maxList    = 100     // categories, enclosures, authors of one entry
	maxGUID    = 200     // bytes; a longer identity is hashed
	maxNotes   = 20
	maxBase    = 2 << 10 // bytes of a base address
	maxGrowth  = 1 << 20 // bytes that addresses may gain, beside the size of the document
)
