import Testing

@testable import Training

struct CheckpointHistoryTests {
  @Test func checkpointsBeginAtTheirStrideAndStayBounded() {
    var past = CheckpointHistory<Int>(capacity: 4, stride: 8)
    past.append(0, step: 0)
    for step in 1...70 where past.wants(step: step) { past.append(step, step: step) }
    // 0, 8, 16, 24 fill the room; 32 makes it every 16th, 64 every 32nd.
    #expect(past.entries.map(\.step) == [0, 32, 64])
    #expect(past.stride == 32)
    #expect(past.nearest(atOrBefore: 63)?.step == 32)
    past.removeAll()
    #expect(past.stride == 8)
  }
}
