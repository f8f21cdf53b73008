using Recurrent.Training.Data;

namespace Recurrent.Training.Tests.Data;

public sealed class DataFormatExceptionTests
{
    [Fact]
    public void A_message_has_the_place_as_far_as_it_is_known()
    {
        var error = new DataFormatException { Found = "1", Expected = "2", Fix = "Write 2" };
        Assert.Equal("Found 1; expected 2. Write 2.", error.Message);
        Assert.Equal("row 3, column 'c': found 1.", new DataFormatException { Row = 3, Column = "c", Found = "1" }.Message);
        Assert.Equal("f.csv, row 3: found 1; expected 2.", new DataFormatException { File = "f.csv", Row = 3, Found = "1", Expected = "2" }.Message);
    }

    [Fact]
    public void A_ready_text_is_the_whole_message_unless_more_is_known()
    {
        Assert.Equal("Nothing fits; mend it.", new DataFormatException("Nothing fits; mend it.").Message);
        Assert.Equal("Nothing fits; mend it.", new DataFormatException("Nothing fits; mend it.") { Column = "c" }.Message);
        Assert.Equal("f.csv: found nothing.", new DataFormatException("nothing") { File = "f.csv" }.Message);
    }
}
