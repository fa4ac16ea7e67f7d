using Watchfloor.Store;
using Watchfloor.Telemetry;

namespace Watchfloor.Tests.Wire;

/// <summary>What stands on disks must be read for ever: the bytes of each format, as they were first written.</summary>
public sealed class PackedReadings
{
    static readonly DateTimeOffset Six = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    static readonly Sample[] Samples =
    [
        new("pump/flow", Six, 1.5, Quality.Good),
        new("pump/level", Six.AddMicroseconds(1), -0.1, Quality.Good),
        new("pump/flow", Six.AddSeconds(1), 1.5, 0),
        new("pump/flow", Six.AddSeconds(-1), double.NaN, 0),
    ];

    [Fact]
    public void Successive_readings_are_written_as_ever()
    {
        var pack = Assert.Single(ReadingPack.Of(Samples));
        Assert.Equal(SuccessiveBytes, Convert.ToHexString(pack.Data));
    }

    [Fact]
    public void Successive_readings_are_read_as_ever() =>
        Assert.Equal(
            Samples.Select((sample, i) => new Reading(i + 7, sample)),
            ReadingPack.Read("pump", 10, Convert.FromHexString(SuccessiveBytes))
        );

    [Fact]
    public void Readings_with_gaps_are_written_and_read_as_ever()
    {
        var readings = Samples.Select((sample, i) => new Reading((i * i * 100) + 1, sample)).ToList();
        var (last, pack) = Assert.Single(ReadingPack.Of("pump", readings));
        Assert.Equal((901, GappedBytes), (last, Convert.ToHexString(pack.Data)));
        Assert.Equal(readings, ReadingPack.Read("pump", 901, Convert.FromHexString(GappedBytes)));
    }

    [Fact]
    public void What_is_cut_off_or_of_another_format_is_refused_with_words()
    {
        var bytes = Convert.FromHexString(SuccessiveBytes);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<StoreFailedException>(() => ReadingPack.Read("pump", 10, bytes.AsSpan(0, length)));
        bytes[0] = 9;
        Assert.Contains("format (9)", Assert.Throws<StoreFailedException>(() => ReadingPack.Read("pump", 10, bytes)).Message);
    }

    const string SuccessiveBytes =
        "010402052F666C6F77062F6C6576656C0080E09CCFB8E7A30626F83F0202809A9999999999B9BF0100FE887A0000FF91F40117C0";
    const string GappedBytes =
        "020402052F666C6F77062F6C6576656C0080E09CCFB8E7A30626F83F640202809A9999999999B9BFAC020100FE887A00F40300FF91F40117C0";
}
