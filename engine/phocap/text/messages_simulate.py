"""Messages about simulations."""

from phocap.text.message import Message

SIMULATE: dict[str, Message] = {
    "vary-form": Message(
        "“{value}” không theo mẫu ĐIỀU_KIỆN.at_least=TỪ..ĐẾN/BƯỚC hoặc ĐIỀU_KIỆN.at_least=A,B,C",
        "“{value}” is not of the form CONDITION.at_least=FROM..TO/STEP or CONDITION.at_least=A,B,C",
        "Ví dụ: 3/enrolment-6.at_least=91%..99%/1%.",
        "For instance 3/enrolment-6.at_least=91%..99%/1%.",
    ),
    "vary-twice": Message(
        "{value} được thay đổi hai lần",
        "{value} is varied twice",
        "Ghi tất cả giá trị sau một --vary, cách nhau bằng dấu phẩy.",
        "Give all its values to one --vary, set apart by commas.",
    ),
    "too-many-scenarios": Message(
        "có {found} kịch bản, nhiều hơn mức {limit}",
        "there are {found} scenarios, more than {limit}",
        "Dùng bước rộng hơn hoặc thay đổi ít ngưỡng hơn.",
        "Take wider steps or vary fewer figures.",
    ),
    "nothing-to-simulate": Message(
        "không có đơn vị nào tính được trong các kịch bản này",
        "there are no units for which these scenarios can be computed",
        "Cấp có kết quả phụ thuộc đơn vị cấp dưới ({tier}) chỉ tính được khi không đổi ngưỡng của cấp dưới; "
        "hãy đưa vào hồ sơ của chính cấp có ngưỡng thay đổi.",
        "A tier that is judged by the units below it ({tier}) can only be computed when no figure below is varied; "
        "give the records of the tier whose figure is varied.",
    ),
    "chart-axes": Message(
        "biểu đồ vẽ được tối đa {limit} ngưỡng thay đổi, ở đây có {found}",
        "a chart shows at most {limit} figures that are varied, here are {found}",
        "Ghi ra CSV, JSON hoặc Parquet, hoặc thay đổi ít ngưỡng hơn.",
        "Write CSV, JSON or Parquet, or vary fewer figures.",
    ),
    "chart-panels": Message(
        "biểu đồ sẽ có {found} hình, nhiều hơn mức {limit}",
        "the chart would have {found} panels, more than {limit}",
        "Bớt cách hiểu, bộ quy định hoặc cấp, hoặc ghi ra CSV.",
        "Take fewer readings, rule sets or tiers, or write CSV.",
    ),
}
