import Kernels
import Testing

/// Known answers of the authors' library (Random123 1.14, `kat_vectors`, philox4x32 with 10 rounds).
@Test(arguments: [
  (
    counter: (UInt64(0), UInt64(0)), key: UInt64(0),
    words: [UInt32(0x6627_e8d5), 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
  ),
  (
    counter: (.max, .max), key: .max,
    words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
  ),
  (
    counter: (0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e), key: 0x299f_31d0_a409_3822,
    words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
  ),
])
func philoxGivesThePublishedWords(
  counter: (UInt64, UInt64), key: UInt64, words: [UInt32]
) {
  let block = Philox4x32(key: key).block(counter)
  #expect([block.x, block.y, block.z, block.w] == words)
}
