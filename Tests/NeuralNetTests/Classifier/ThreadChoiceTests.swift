import Testing

@testable import NeuralNet

@Suite struct ThreadChoiceTests {
  /// Images a second of both ways, in a stretch of a simulated run.
  private struct Machine {
    var together: Double
    var alone: Double
    /// Seconds that a thread has a processor, and then has not, where another process wants it too.
    var slice: Double?
  }

  /// Trains for some simulated seconds, 64 images a step; returns the images done and the share of steps done alone.
  private func train(
    _ choice: inout ThreadChoice,
    on machine: Machine,
    seconds: Double
  ) -> (images: Double, alone: Double) {
    var left = seconds
    var inSlice = 0.0
    var steps = 0
    var alone = 0
    while left > 0 {
      var time = 64 / (choice.isAlone ? machine.alone : machine.together)
      if !choice.isAlone, let slice = machine.slice {
        inSlice += time
        if inSlice > slice {
          time += slice
          inSlice = 0
        }
      }
      steps += 1
      if choice.isAlone { alone += 1 }
      choice.note(images: 64, seconds: time)
      left -= time
    }
    return (Double(steps) * 64, Double(alone) / Double(steps))
  }

  @Test func onAMachineAtRestThreadsWorkTogether() {
    var choice = ThreadChoice()
    let result = train(&choice, on: Machine(together: 300_000, alone: 170_000), seconds: 2)
    #expect(result.images > 0.99 * 600_000)
    #expect(!choice.isAlone)
  }

  @Test func besideABusyProcessorOneThreadIsHardlySlowedByTheOther() {
    var choice = ThreadChoice()
    let result = train(&choice, on: Machine(together: 95_000, alone: 170_000), seconds: 2)
    #expect(result.images > 0.95 * 340_000)
    let later = train(&choice, on: Machine(together: 95_000, alone: 170_000), seconds: 20)
    #expect(later.images > 0.98 * 3_400_000)
  }

  @Test("whoever waits for a thread without a processor loses a slice, and no more", arguments: [0.0015, 0.003, 0.004])
  func slices(of slice: Double) {
    var choice = ThreadChoice()
    let machine = Machine(together: 300_000, alone: 170_000, slice: slice)
    #expect(train(&choice, on: machine, seconds: 1.3).images > 0.97 * 1.3 * 170_000)
    #expect(train(&choice, on: machine, seconds: 20).images > 0.99 * 20 * 170_000)
  }

  @Test func aThreadThatHadNoProcessorWhileItWasTimedIsTimedAgain() {
    var choice = ThreadChoice()
    // Where the other process had the caller's own processor first.
    _ = train(&choice, on: Machine(together: 160_000, alone: 100_000), seconds: 0.2)
    #expect(!choice.isAlone)
    _ = train(&choice, on: Machine(together: 160_000, alone: 280_000), seconds: 2)
    #expect(train(&choice, on: Machine(together: 160_000, alone: 280_000), seconds: 10).alone > 0.95)
  }

  @Test func aStepThatTakesLongerThanATimingIsTimedAllTheSame() {
    var choice = ThreadChoice()
    let result = train(&choice, on: Machine(together: 600, alone: 350), seconds: 20)
    #expect(!choice.isAlone)
    #expect(result.images > 0.98 * 20 * 600)
  }

  @Test func whenAProcessorComesAndGoesTheFasterWayIsFoundWithinThreeSeconds() {
    var choice = ThreadChoice()
    _ = train(&choice, on: Machine(together: 300_000, alone: 170_000), seconds: 1)
    _ = train(&choice, on: Machine(together: 95_000, alone: 170_000), seconds: 10)
    _ = train(&choice, on: Machine(together: 300_000, alone: 170_000), seconds: 3)
    #expect(train(&choice, on: Machine(together: 300_000, alone: 170_000), seconds: 1).alone < 0.02)
    _ = train(&choice, on: Machine(together: 95_000, alone: 170_000), seconds: 0.1)
    #expect(train(&choice, on: Machine(together: 95_000, alone: 170_000), seconds: 10).alone > 0.95)
  }

  @Test func aSlowerMachineIsNotTakenForABusyProcessor() {
    var choice = ThreadChoice()
    _ = train(&choice, on: Machine(together: 300_000, alone: 170_000), seconds: 1)
    let result = train(&choice, on: Machine(together: 150_000, alone: 85_000), seconds: 2)
    #expect(result.images > 0.99 * 300_000)
  }

  @Test func whatIsFixedStays() {
    for alone in [true, false] {
      var choice = ThreadChoice(always: alone)
      let result = train(&choice, on: Machine(together: 100_000, alone: 100_000), seconds: 1)
      #expect(result.alone == (alone ? 1 : 0))
    }
  }

  @Test("one thread does the parts of all with the same bits", arguments: [true, false])
  func sameBits(isSparse: Bool) {
    var settings = ClassifierSettings(learningRate: 0.01, batchSize: 7)
    settings.dropout = 0.2
    settings.augmentation = Augmentation(shift: 1, rotation: 10)
    let fixture = ClassifierFixture(hidden: [70, 33])
    let trainers = [true, false].map { alone in
      let trainer = fixture.trainer(settings, threads: 3, isSparse: isSparse)
      trainer.engine.threadChoice = ThreadChoice(always: alone)
      return trainer
    }
    for _ in 0..<9 {
      let steps = trainers.map { $0.step() }
      #expect(steps[0] == steps[1])
    }
    #expect(trainers[0].parameters == trainers[1].parameters)
    #expect(trainers[0].statistics() == trainers[1].statistics())
  }

  /// A frame that is drawn takes a processor: a pool that has them all does without one, with the same bits.
  @Test func aClaimIsGivenWay() {
    let all = Processors.available
    #expect(Processors.claim { WorkerPool(threads: all).isCrowded })
    #expect(Processors.claim { Processors.claim { WorkerPool(threads: max(1, all - 1)).isCrowded } })
    let fixture = ClassifierFixture(hidden: [70, 33])
    let trainers = [true, false].map { _ in
      fixture.trainer(ClassifierSettings(learningRate: 0.01, batchSize: 7), threads: all + 1, isSparse: true)
    }
    for _ in 0..<5 {
      let step = trainers[0].step()
      #expect(Processors.claim { trainers[1].step() } == step)
    }
    #expect(trainers[0].parameters == trainers[1].parameters)
  }
}
