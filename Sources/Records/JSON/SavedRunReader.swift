/// Reads the lines that `--json` writes back into a run.
///
/// `started` gives facts, `epoch` the metrics of an epoch under the names of its fields, `step` the loss of a step as `step_loss`, `finished` and `diverged`
/// how it ended. Events that are none of these are passed over.
public struct SavedRunReader: Sendable {
  /// A reader before its first line.
  public init() {}

  /// Whether a line is one of `--json`'s.
  public static func recognises(_ line: JSONValue) -> Bool {
    guard let event = line["event"]?.string else { return false }
    switch event {
    case "started": return line["command"] != nil
    case "epoch": return line["epoch"] != nil
    case "step": return line["step"] != nil
    case "finished": return line["reason"] != nil
    case "diverged": return line["step"] != nil
    default: return false
    }
  }

  /// Takes in a line.
  /// - Returns: whether it was one of `--json`'s.
  @discardableResult
  public mutating func read(_ line: JSONValue, into run: inout RunHistory) -> Bool {
    guard let event = line["event"]?.string, let members = line.members else { return false }
    switch event {
    case "started":
      let facts = members.filter { $0.name != "event" }.map { RunFact($0.name, Self.text($0.value)) }
      run.append(.started(facts: facts, time: nil))
    case "epoch":
      guard let epoch = line["epoch"]?.number else { return false }
      let step = line["step"]?.number.flatMap(Int.init(exactly:)) ?? Int(exactly: epoch.rounded()) ?? 0
      let seconds = line["seconds"]?.number
      for member in members where !["event", "epoch", "step", "seconds"].contains(member.name) {
        guard let value = member.value.number else { continue }
        run.append(value, at: step, epoch: epoch, time: seconds, to: run.metric(named: member.name))
      }
    case "step":
      guard let step = line["step"]?.number.flatMap(Int.init(exactly:)) else { return false }
      for member in members where !["event", "step", "steps", "smallest", "largest"].contains(member.name) {
        let name = member.name == "train_loss" ? "step_loss" : member.name
        // Null is what a line says of a value that is not finite.
        guard let value = member.value == .null ? .nan : member.value.number else { continue }
        run.append(value, at: step, named: name)
      }
    case "diverged": run.set([RunFact("diverged_at_step", line["step"].map(Self.text) ?? "")])
    case "finished":
      run.status = .finished(reason: line["reason"]?.string ?? "completed")
      run.set(
        members.filter { !["event", "reason"].contains($0.name) && $0.value.number != nil }.map {
          RunFact("final_" + $0.name, Self.text($0.value))
        }
      )
    default: return false
    }
    return true
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .array(let elements): elements.map(text).joined(separator: ",")
    default: value.text
    }
  }
}
