using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class CellContractTests
{
    public static TheoryData<string, CellClause> Cases()
    {
        var cases = new TheoryData<string, CellClause>();
        foreach (string name in RecurrentCases.Names)
        {
            foreach (CellClause clause in Enum.GetValues<CellClause>())
            {
                cases.Add(name, clause);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recurrent_layer_keeps_the_cell_contract(string name, CellClause clause) =>
        new CellContract(scope => RecurrentCases.Create(name, scope), RecurrentCases.IsCausal(name), RecurrentCases.Unread(name), RecurrentCases.Divisor(name)).Check(clause);
}
