import Plots

/// The settings that keys change on a page of the losses screen.
enum LossesControl: Hashable, Sendable {
  case cursor, target, delta, range
  case targetClass, classes, logit

  /// The settings of a page, in order.
  static func controls(of page: LossesScreen.Page) -> [LossesControl] {
    switch page {
    case .prediction, .logit: [.cursor, .target, .delta, .range]
    case .softmax: [.logit, .targetClass, .classes]
    }
  }

  /// The targets that a key steps through.
  static let targets: [Double] = [-1, -0.5, 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.5, 2]
}

extension LossesScreen {
  var controls: [LossesControl] { LossesControl.controls(of: page) }

  var focusedControl: LossesControl { controls[focusedControls[page] ?? 0] }

  func label(_ control: LossesControl) -> String {
    switch control {
    case .cursor: page == .logit ? "logit z" : "prediction"
    case .target: "target y"
    case .delta: "Huber δ"
    case .range: "range"
    case .targetClass: "target class"
    case .classes: "classes"
    case .logit: "logit z\(subscripted(selectedClass + 1))"
    }
  }

  func value(_ control: LossesControl) -> String {
    let number = NumberFormat.compact
    return switch control {
    case .cursor: number.string(page == .logit ? logit : cursor)
    case .target: number.string(target)
    case .delta: number.string(delta)
    case .range: range.name
    case .targetClass: "\(targetClass + 1)"
    case .classes: "\(logits.count)"
    case .logit: number.string(logits[selectedClass])
    }
  }

  /// Changes the focused setting by one press.
  mutating func change(up: Bool) {
    let direction = up ? 1 : -1
    switch focusedControl {
    case .cursor: moveCursor(by: direction)
    case .target:
      let targets = LossesControl.targets
      target = (up ? targets.first { $0 > target } : targets.last { $0 < target }) ?? target
    case .delta: delta = Ladder.step125(delta, up: up, in: 0.1...10)
    case .range:
      switch page {
      case .prediction: predictionRange = Self.next(predictionRange, in: LossesRange.predictions, up: up)
      case .logit: logitRange = Self.next(logitRange, in: LossesRange.logits, up: up)
      case .softmax: break
      }
      moveCursor(by: 0)
    case .targetClass: targetClass = (targetClass + direction + logits.count) % logits.count
    case .classes: changeClasses(by: direction)
    case .logit: moveLogit(by: direction)
    }
  }

  private static func next(_ range: LossesRange, in all: [LossesRange], up: Bool) -> LossesRange {
    guard let index = all.firstIndex(of: range) else { return range }
    return all[min(max(0, index + (up ? 1 : -1)), all.count - 1)]
  }

  mutating func moveCursor(by steps: Int) {
    hovered = nil
    switch page {
    case .prediction: cursor = range.moved(cursor, by: steps)
    case .logit: logit = range.moved(logit, by: steps)
    case .softmax: moveLogit(by: steps)
    }
  }

  /// Moves the chosen class's logit by tenths.
  mutating func moveLogit(by tenths: Int) {
    let moved = ((logits[selectedClass] * 10).rounded() + Double(tenths)) / 10
    logits[selectedClass] = min(max(moved, -Self.logitLimit), Self.logitLimit)
  }

  mutating func changeClasses(by count: Int) {
    let wanted = logits.count + count
    guard Self.classRange.contains(wanted) else {
      notice = "softmax is shown for \(Self.classRange.lowerBound) to \(Self.classRange.upperBound) classes"
      return
    }
    if count > 0 {
      logits += Array(repeating: 0, count: count)
    } else {
      logits.removeLast(-count)
    }
    targetClass = min(targetClass, logits.count - 1)
    selectedClass = min(selectedClass, logits.count - 1)
  }
}
