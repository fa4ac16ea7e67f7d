using System.Text.Json;
using Watchfloor.Json;

namespace Watchfloor.Tests.Wire;

/// <summary>How instants stand on the wire and in the journal, for ever.</summary>
public sealed class InstantsOnTheWire
{
    [Theory]
    [InlineData(0, "2026-01-05T06:07:08Z")]
    [InlineData(1, "2026-01-05T06:07:08.000001Z")]
    [InlineData(10, "2026-01-05T06:07:08.00001Z")]
    [InlineData(120_000, "2026-01-05T06:07:08.12Z")]
    [InlineData(100_000, "2026-01-05T06:07:08.1Z")]
    [InlineData(50_700, "2026-01-05T06:07:08.0507Z")]
    [InlineData(999_999, "2026-01-05T06:07:08.999999Z")]
    public void They_are_written_with_as_many_digits_as_they_need(int micros, string written)
    {
        var instant = new DateTimeOffset(2026, 1, 5, 6, 7, 8, TimeSpan.Zero).AddMicroseconds(micros);
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(instant, WireJson.Options));
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(instant.AddTicks(7).ToOffset(TimeSpan.FromHours(5.5)), WireJson.Options));
        Assert.Equal(instant, JsonSerializer.Deserialize<DateTimeOffset>($"\"{written}\"", WireJson.Options));
    }

    [Fact]
    public void The_first_and_the_last_are_written_as_all_others()
    {
        Assert.Equal("\"0001-01-01T00:00:00Z\"", JsonSerializer.Serialize(DateTimeOffset.MinValue, WireJson.Options));
        Assert.Equal("\"9999-12-31T23:59:59.999999Z\"", JsonSerializer.Serialize(DateTimeOffset.MaxValue, WireJson.Options));
    }

    [Theory]
    [InlineData("2026-01-05T06:00:00Z", true)]
    [InlineData("2026-01-05T06:00:00\\u005a", true)]
    [InlineData("2026-01-05T07:00:00+01:00", true)]
    [InlineData("2026-01-05T05:00:00-01:00", true)]
    [InlineData("2026-01-05T06:00:00", false)]
    [InlineData("2026-01-05", false)]
    [InlineData("", false)]
    public void They_are_read_with_their_offset_alone(string text, bool isOne)
    {
        if (isOne)
            Assert.Equal(
                new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero),
                JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", WireJson.Options)
            );
        else
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", WireJson.Options));
    }
}
