import TensorFiles

/// The statistics of a tensor in a file, gathered piece by piece, so that a large one can be shown growing and be left.
public struct TensorReading: Sendable {
  /// How far it is.
  public enum Phase: Hashable, Sendable {
    /// Extremes and the mean are gathered.
    case extremes
    /// Deviations and bins are.
    case bins
    /// All is known.
    case done
  }

  /// Bytes of one step.
  public static let pieceSize = 4 << 20

  /// How far it is.
  public private(set) var phase: Phase
  /// How many bytes were read so far, of twice the tensor's.
  public private(set) var bytesRead = 0

  private let file: ModelFile
  private let tensor: ModelFile.Tensor
  private var pass: TensorStatistics.Pass
  private var offset: Int

  /// Begins at the tensor's first number.
  /// - Returns: nil if the tensor's type is not one whose numbers can be read.
  public init?(_ tensor: ModelFile.Tensor, of file: ModelFile, bins: Int) {
    guard tensor.type != nil else { return nil }
    self.file = file
    self.tensor = tensor
    pass = TensorStatistics.Pass(bins: bins)
    offset = tensor.bytes.lowerBound
    phase = .extremes
  }

  /// What is known; complete once ``phase`` is done.
  public var statistics: TensorStatistics { pass.result }

  /// The share of the work that is done, from 0 to 1.
  public var progress: Double {
    tensor.bytes.isEmpty ? 1 : Double(bytesRead) / Double(2 * tensor.bytes.count)
  }

  /// Reads the next piece.
  public mutating func step() throws(ModelFileError) {
    guard let type = tensor.type, phase != .done else { return }
    let count = min(Self.pieceSize, tensor.bytes.upperBound - offset)
    let isFirst = phase == .extremes
    let start = offset
    let source = file.source
    var pass = pass
    var failure: ModelFileError?
    withUnsafeTemporaryAllocation(byteCount: max(1, count), alignment: 8) { buffer in
      let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[0..<count])
      do throws(ModelFileError) {
        try source.read(at: start, into: bytes)
        if isFirst {
          type.forEach(UnsafeRawBufferPointer(bytes)) { pass.first($0) }
        } else {
          type.forEach(UnsafeRawBufferPointer(bytes)) { pass.second($0) }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    self.pass = pass
    offset += count
    bytesRead += count
    guard offset == tensor.bytes.upperBound else { return }
    if isFirst {
      self.pass.prepare()
      phase = .bins
      offset = tensor.bytes.lowerBound
    } else {
      phase = .done
    }
  }

  /// Reads all that is left.
  public mutating func finish() throws(ModelFileError) -> TensorStatistics {
    while phase != .done { try step() }
    return statistics
  }
}
