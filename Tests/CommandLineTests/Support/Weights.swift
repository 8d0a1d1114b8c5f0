import Foundation

/// The numbers of a safetensors file, without its header, which names the command that wrote it: 8 bytes of the header's length (little
/// endian), the header, the numbers.
func weights(of path: String) throws -> Data {
  let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  let length = bytes.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
  return bytes.dropFirst(8 + length)
}
