import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct BarTests {
  private func frame(_ widget: some Widget, _ width: Int, _ height: Int, _ charset: Capabilities.Charset = .braille)
    -> Buffer
  {
    let look = Look(charset: charset)
    var buffer = look.buffer(Size(width, height))
    widget.draw(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  private let signed = BarChart([.init("a", 1.5), .init("bb", -3), .init("c", 0.2), .init("d", .nan)])
  private let upright = BarChart([.init("a", 2), .init("b", -1), .init("c", 1.25)], direction: .vertical)
  private let histogram = Histogram(values: [-2, -1, -1, 0, 0, 0, 0, 1, 1, 1.5, 2, .nan], binCount: 8)

  @Test func horizontalBarsMeetAtZero() {
    let buffer = frame(signed, 24, 4)
    expectFrame(
      buffer,
      [
        " a            █████▌ 1.5",
        "bb ███████████        −3",
        " c            ▊      0.2",
        " d                   NaN",
      ]
    )
    #expect(buffer[14, 0].style.foreground != buffer[13, 1].style.foreground)
    expectFrame(
      frame(signed, 24, 4, .ascii),
      [
        " a            ###### 1.5",
        "bb ###########        −3",
        " c            #      0.2",
        " d                   NaN",
      ]
    )
  }

  @Test func verticalBars() {
    expectFrame(
      frame(upright, 16, 6),
      [
        "  2    −1  1.25",
        "",
        " ███        ▂▂▂",
        " ███        ███",
        "      ████",
        "  a    b     c",
      ]
    )
    expectFrame(
      frame(upright, 16, 6, .ascii),
      [
        "  2    −1  1.25",
        "",
        " ###        ...",
        " ###        ###",
        "      ####",
        "  a    b     c",
      ]
    )
  }

  @Test func histograms() {
    #expect(histogram.counts == [1, 0, 2, 0, 4, 0, 2, 2])
    expectFrame(
      frame(histogram, 16, 4),
      [
        "        ██",
        "    ▄▄  ██  ▄▄▄▄",
        "▆▆  ██  ██  ████",
        "−2      0      2",
      ]
    )
    expectFrame(
      frame(histogram, 16, 4, .ascii),
      [
        "        ##",
        "    ::  ##  ::::",
        "::  ##  ##  ####",
        "−2      0      2",
      ]
    )
  }

  @Test func progressBars() {
    expectFrame(
      frame(ProgressBar(0.45, label: "45%"), 16, 1),
      [
        "━━━━━╸────── 45%"
      ]
    )
    expectFrame(
      frame(ProgressBar(0.45, label: "45%"), 16, 1, .ascii),
      [
        "#####....... 45%"
      ]
    )
    expectFrame(frame(ProgressBar(.nan), 4, 1), ["────"])
    expectFrame(frame(ProgressBar(7), 4, 1), ["━━━━"])
  }
}
