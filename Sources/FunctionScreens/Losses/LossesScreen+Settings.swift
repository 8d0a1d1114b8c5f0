import NeuralNet
import Plots
import Shell

extension LossesScreen {
  /// The settings of the page in front.
  public var settings: [Setting<LossesScreen>] {
    switch page {
    case .prediction, .logit:
      [
        placeSetting,
        Setting(LossesParameters.target, \.target, of: self),
        Setting(LossesParameters.delta, \.delta, of: self),
        rangeSetting,
      ]
    case .softmax: [logitSetting, targetClassSetting, classesSetting]
    }
  }

  private var placeSetting: Setting<LossesScreen> {
    let parameter = LossesParameters.place(on: page)
    return Setting(
      parameter.label,
      value: parameter.format(page == .logit ? logit : cursor),
      set: { (screen, text) throws(ParameterError) in
        screen.setCursor(try parameter.value(of: text))
        return []
      },
      change: { screen, up in
        screen.moveCursor(by: up ? 1 : -1)
        return []
      }
    )
  }

  private var rangeSetting: Setting<LossesScreen> {
    Setting("range", value: range.name) { screen, up in
      let ranges = screen.page == .logit ? LossesRange.logits : LossesRange.predictions
      let index = ranges.firstIndex(of: screen.range).map { min(max(0, $0 + (up ? 1 : -1)), ranges.count - 1) }
      if screen.page == .logit {
        screen.logitRange = ranges[index ?? 0]
      } else {
        screen.predictionRange = ranges[index ?? 0]
      }
      screen.moveCursor(by: 0)
      return []
    }
  }

  private var logitSetting: Setting<LossesScreen> {
    Setting(
      "logit z\(subscripted(selectedClass + 1))",
      value: NumberFormat.compact.string(logits[selectedClass]),
      set: { (screen, text) throws(ParameterError) in
        screen.logits[screen.selectedClass] = try LossesParameters.logit.value(of: text)
        return []
      },
      change: { screen, up in
        screen.moveLogit(by: up ? 1 : -1)
        return []
      }
    )
  }

  private var targetClassSetting: Setting<LossesScreen> {
    Setting("target class", value: "\(targetClass + 1)") { screen, up in
      let count = screen.logits.count
      screen.targetClass = (screen.targetClass + (up ? 1 : -1) + count) % count
      return []
    }
  }

  private var classesSetting: Setting<LossesScreen> {
    Setting(LossesParameters.classes, value: logits.count) { screen, count in
      screen.setClasses(count)
      return []
    }
  }

  mutating func moveCursor(by steps: Int) {
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

  private mutating func setClasses(_ count: Int) {
    logits = Array((logits + Array(repeating: 0, count: max(0, count - logits.count))).prefix(count))
    targetClass = min(targetClass, count - 1)
    selectedClass = min(selectedClass, count - 1)
  }
}
