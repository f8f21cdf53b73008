namespace Recurrent.Interop.Tasks;

/// <summary>Names of entries in the metadata of exported models; their values are JSON.</summary>
public static class MetadataKeys
{
    /// <summary>The task: text, as model folders name it.</summary>
    public const string Task = "recurrent.task";

    /// <summary>Sizes and kind of the network: the object <c>architecture</c> of the model folder.</summary>
    public const string Architecture = "recurrent.architecture";

    /// <summary>What was chosen and fitted on the training data: the object <c>preprocessing</c> of the model folder.</summary>
    public const string Preprocessing = "recurrent.preprocessing";

    /// <summary>Texts of the tokens, in the order of their numbers; an array.</summary>
    public const string Vocabulary = "recurrent.vocabulary";

    /// <summary>How text is cut into tokens: the content of a <c>tokenizer.json</c>, an object; absent for a tokenizer of another library.</summary>
    public const string Tokenizer = "recurrent.tokenizer";

    /// <summary>Names of the classes or tags, in the order of the output; an array.</summary>
    public const string Labels = "recurrent.labels";

    /// <summary>Whether classes exclude each other (false) or each has a probability of its own (true).</summary>
    public const string MultiLabel = "recurrent.multi_label";

    /// <summary>The most tokens of a text; what is behind is left out before.</summary>
    public const string MaximumTokens = "recurrent.maximum_tokens";

    /// <summary>Weights of the conditional random field that decodes tags: an object of arrays <c>transitions</c> (row before, column after), <c>start</c> and <c>end</c>.</summary>
    public const string Field = "recurrent.crf";

    /// <summary>Tables of words and their parts, by input; an object of arrays of texts.</summary>
    public const string Words = "recurrent.words";

    /// <summary>Numbers of the tokens that begin and end a sentence and fill a batch; an object.</summary>
    public const string SpecialTokens = "recurrent.special_tokens";

    /// <summary>Levels of the quantiles, in the order of the output; an array.</summary>
    public const string Quantiles = "recurrent.quantiles";

    /// <summary>Steps of a forecast.</summary>
    public const string Horizon = "recurrent.horizon";

    /// <summary>Steps of the past that a forecast reads.</summary>
    public const string Context = "recurrent.context";

    /// <summary>Distance of two steps, as text such as <c>1h</c>.</summary>
    public const string Frequency = "recurrent.frequency";

    /// <summary>Names of the parameters of a distribution, in the order of the output; an array.</summary>
    public const string Parameters = "recurrent.parameters";

    /// <summary>Names of the columns of an input or output, by its name; an object of arrays.</summary>
    public const string Columns = "recurrent.columns";

    /// <summary>Values of a state at the start where they are not all 0: an object of arrays, one row's values each.</summary>
    public const string InitialState = "recurrent.initial_state";

    /// <summary>What the caller has to do; an array of sentences.</summary>
    public const string Outside = "recurrent.outside";
}
