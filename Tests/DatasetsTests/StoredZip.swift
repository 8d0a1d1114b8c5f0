/// A zip file whose entries are stored as they are, and NumPy arrays to put into it.
enum StoredZip {
  static func bytes(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, content) in entries {
      let (size, length) = (number(content.count, 4), number(name.utf8.count, 2))
      directory += [0x50, 0x4B, 1, 2] + number(20, 4) + number(0, 12) + size + size + length + number(0, 12)
      directory += number(bytes.count, 4) + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + number(20, 2) + number(0, 12) + size + size + length + number(0, 2)
      bytes += Array(name.utf8) + content
    }
    let end = number(0, 4) + number(entries.count, 2) + number(entries.count, 2) + number(directory.count, 4)
    return bytes + directory + [0x50, 0x4B, 5, 6] + end + number(bytes.count, 4) + number(0, 2)
  }

  /// An array of NumPy's format.
  /// - Parameter type: such as `<f2`.
  static func array(_ type: String, _ shape: [Int], _ content: [UInt8]) -> [UInt8] {
    let sizes = shape.map { "\($0)," }.joined()
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + content
  }
}
