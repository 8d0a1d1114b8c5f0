import Shell
import Synchronization
import TensorFiles
import TensorLab
import Training

/// What the tensors screen asks for.
public enum TensorEffect: Hashable, Sendable {
  /// Opens a file: its header is read.
  case open(path: String)
  /// Reads the numbers of tensors, the first first; what was asked for before is given up.
  case read([Int])
}

/// What the tensors screen is told.
public enum TensorMessage: Sendable {
  /// A file's header.
  case opened(ModelFile)
  /// Why a file cannot be read.
  case failed(String)
  /// What is known of a tensor, and how much of it was read, from 0 to 1.
  case statistics(path: String, tensor: Int, TensorStatistics, progress: Double)
}

/// Opens files and reads tensors piece by piece, beside the screen.
public final class TensorWorker: ScreenWorker {
  private struct State {
    var file: ModelFile?
    var queue: [Int] = []
    /// Tells pieces of what is no longer wanted.
    var generation = 0
    var isReading = false
    var hasEnded = false

    /// What to read next; nil ends the reading.
    mutating func next() -> Reading? {
      guard !hasEnded, let file, !queue.isEmpty else {
        isReading = false
        return nil
      }
      return Reading(file: file, tensor: queue.removeFirst(), generation: generation)
    }

    /// Wants tensors read, and nothing else.
    /// - Returns: whether somebody must begin to read.
    mutating func want(_ tensors: [Int]) -> Bool {
      generation += 1
      queue = tensors
      let begins = !isReading && !tensors.isEmpty
      if begins { isReading = true }
      return begins
    }

    /// Reads from another file from now on.
    mutating func change(to file: ModelFile) {
      self.file = file
      queue = []
      generation += 1
    }
  }

  /// A tensor to read, of the file and the wish that it belongs to.
  private struct Reading {
    let file: ModelFile
    let tensor: Int
    let generation: Int
  }

  private final class Shared: Sendable {
    private let state = Mutex(State())
    let outbox: Outbox<TensorMessage>

    init(wake: @escaping @Sendable () -> Void) {
      // Of a tensor's pieces the newest is enough.
      outbox = Outbox(wake: wake) { old, new in
        guard case (.statistics(_, let last, _, _), .statistics(_, let next, _, _)) = (old, new) else { return false }
        return last == next
      }
    }

    func next() -> Reading? { state.withLock { $0.next() } }
    func isWanted(_ task: Reading) -> Bool { state.withLock { $0.generation == task.generation && !$0.hasEnded } }
    func want(_ tensors: [Int]) -> Bool { state.withLock { $0.want(tensors) } }
    func end() { state.withLock { $0.hasEnded = true } }

    func tell(_ message: TensorMessage, opened file: ModelFile?) {
      if let file { state.withLock { $0.change(to: file) } }
      outbox.say(message)
    }

    /// Reads until nothing is wanted any more.
    func readAll() {
      while let task = next() {
        let (file, tensor) = (task.file, task.tensor)
        guard file.tensors.indices.contains(tensor) else { continue }
        guard var reading = TensorReading(file.tensors[tensor], of: file, bins: ModuleSource.bins) else { continue }
        var isWanted = true
        while isWanted, reading.phase != .done {
          let message = Self.step(&reading, task)
          outbox.say(message)
          if case .failed = message { isWanted = false } else { isWanted = self.isWanted(task) }
        }
      }
    }

    /// Reads a piece and says what is known after it.
    private static func step(_ reading: inout TensorReading, _ task: Reading) -> TensorMessage {
      do throws(ModelFileError) { try reading.step() } catch { return .failed("\(error)") }
      let progress = reading.phase == .done ? 1 : reading.progress
      return .statistics(path: task.file.path, tensor: task.tensor, reading.statistics, progress: progress)
    }
  }

  private let shared: Shared

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(wake: @escaping @Sendable () -> Void) { shared = Shared(wake: wake) }

  /// Begins what the screen asks for.
  public func perform(_ effect: TensorEffect) {
    switch effect {
    case .open(let path): open(path)
    case .read(let tensors):
      if shared.want(tensors) { startReading() }
    }
  }

  private func open(_ path: String) {
    Task.detached(priority: .userInitiated) { [shared] in
      let message: TensorMessage
      var opened: ModelFile?
      do throws(ModelFileError) {
        let file = try ModelFile(path: path)
        opened = file
        message = .opened(file)
      } catch { message = .failed("\(error)") }
      shared.tell(message, opened: opened)
    }
  }

  private func startReading() {
    Task.detached(priority: .utility) { [shared] in shared.readAll() }
  }

  /// What there is to say.
  public func receive() -> [TensorMessage] { shared.outbox.take() }

  /// Ends the reading.
  public func end() { shared.end() }
}
