import Datasets
import TensorFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads and writes weights in the safetensors format, which ``ModelFile`` tells of.
///
/// Numbers of 16, 32 and 64-bit floats are read, those of 16 bits as 32; tensors of other types may be there.
public enum Safetensors {
  // MARK: Reading

  /// Opens a file, a pipe or whatever else bytes can be read from, once.
  /// - Throws: `CheckpointError.foreignFormat` for files that other programs keep weights in.
  public static func read(contentsOf path: String) throws(CheckpointError) -> SafetensorsFile {
    let data: Data
    do throws(FileError) {
      data = try FileBytes.read(path)
    } catch {
      throw .file(error)
    }
    if let format = ForeignFormat(data.prefix(ForeignFormat.sniffedBytes), path: path) {
      throw .foreignFormat(path: path, format)
    }
    return try read(data, path: path)
  }

  /// The tensors of a file's bytes.
  /// - Parameter path: where they came from, for messages.
  static func read(_ data: Data, path: String) throws(CheckpointError) -> SafetensorsFile {
    do throws(ModelFileError) {
      return SafetensorsFile(try ModelFile(DataBytes(data: data), path: path))
    } catch {
      throw CheckpointError(error)
    }
  }

  /// The bytes of a file in memory.
  private struct DataBytes: ByteSource {
    let data: Data
    var count: Int { data.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
      data.dropFirst(offset).copyBytes(to: buffer, count: buffer.count)
    }
  }

  // MARK: Writing

  /// Writes tensors in the order given, beside the file first and then renamed over it, so that a fault leaves an old file whole.
  /// - Parameter metadata: texts for the header, by name.
  public static func write(
    _ tensors: [(name: String, tensor: Tensor)],
    metadata: [String: String] = [:],
    to path: String
  ) throws(CheckpointError) {
    do throws(FileError) {
      try AtomicFile.write(bytes(tensors, metadata: metadata), to: path)
    } catch {
      throw .file(error)
    }
  }

  /// A file's bytes.
  static func bytes(_ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) -> [UInt8] {
    var header: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      header.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.values.count * tensor.elementType.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header.append(
        "\(quoted(name)):{\"dtype\":\"\(tensor.elementType.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    // The format lets a header end in spaces; eight-byte alignment is what its own writer does.
    var json = Array("{\(header.joined(separator: ","))}".utf8)
    while json.count % 8 != 0 { json.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + json.count + offset)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += json
    for (_, tensor) in tensors {
      for value in tensor.values {
        switch tensor.elementType {
        case .float32: withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        case .float64: withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      }
    }
    return bytes
  }

  private static func quoted(_ text: String) -> String {
    guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
