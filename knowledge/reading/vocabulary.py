"""How documents of many languages mark questions and answers: words only, no rules.

Words are lower case; a language is added by adding its words. Only `knowledge.reading` reads it.
"""


def words(text: str, mark: str | None = None) -> tuple[str, ...]:
    """The words of a text, parted by blanks or by `mark`."""
    return tuple(text.split(mark))


# A numbered label ("Ques 1.", "Frage 3:", "Ejercicio 2)") or, before a colon, a bare one.
QUESTION = words(
    "question questions quesion qestion questn ques quest que qus qn qno qs q "
    "pregunta preg domanda dom frage pergunta questão questao vraag pytanie pyt "
    "вопрос питання soru pertanyaan spørgsmål spørsmål fråga kysymys otázka întrebare kérdés "
    "ερώτηση प्रश्न سؤال"
)
QUESTION_CJK = words("问题 問題 面试题 題目 题目 問 问 题 質問 질문 문제")
ONE_QUESTION = words(
    "question pregunta domanda frage pergunta questão vraag pytanie вопрос питання soru fråga "
    "问题 問題 题目 題目 面试题 質問 질문 문제"
)
# These ask only where they are numbered: "Exercise 3", "Problem 2:".
TASK = words(
    "exercise problem task quiz exercice ejercicio esercizio aufgabe übung exercício exercicio "
    "oefening zadanie задача задание problema problème"
)

ANSWER = words(
    "answer answers anwser awnser asnwer answear answr anser answe anwer aswer anser ans answ "
    "solution solutions sol soln "
    "respuesta respuestas resp solución solucion risposta risposte risp soluzione "
    "antwort antworten lösung loesung réponse reponse rép resposta solução solucao "
    "antwoord oplossing odpowiedź odpowiedz rozwiązanie ответ решение відповідь cevap yanıt çözüm "
    "jawaban svar løsning lösning vastaus odpověď răspuns válasz απάντηση उत्तर الجواب إجابة"
)
ANSWER_FORMS = words("ответа odpowiedzi")
ANSWER_CJK = words(
    "参考答案 參考答案 正确答案 正確答案 标准答案 答案解析 答案与解析 答案要点 答案 解答 回答 "
    "答え 答 정답 답변 답"
)
# What may stand before or behind the word: "Correct answer", "Respuesta correcta".
ANSWER_BEFORE = words(
    "correct right expected sample model suggested short brief possible best the your my full "
    "example good reference detailed final official"
)
ANSWER_BEHIND = words(
    "correcta corretta correcte correta key text explanation guía orientativa explained "
    "and summary points option choice"
)
# On a fold, alone or with a few words around: what lies below is the answer.
REVEAL = words(
    "view show see click reveal expand toggle tap open check spoiler "
    "ver mostrar haz clic muestra vedi mostra clicca voir afficher anzeigen zeigen показать "
    "查看 点击 展开 显示 點擊 見る"
)
HINT = words("hint hints tip tips clue pista indizio hinweis indice подсказка 提示 ヒント 힌트")

# What a sentence begins with that asks without a question mark.
ASKS = {
    "en": "what which who whom whose why how when where explain describe discuss define "
    "differentiate distinguish compare contrast list name give write implement design outline "
    "summarize summarise state mention illustrate elaborate tell walk derive prove show identify "
    "find suppose imagine briefly enumerate create build calculate compute convert draw evaluate "
    "print count remove reverse given return check sort merge measure select "
    "consider demonstrate determine develop provide predict solve can could would should do does "
    "did is are was were have has will difference differences",
    "es": "qué que cuál cual cuáles cómo como cuándo dónde quién por explica explique describe "
    "describa define defina menciona mencione enumera diferencia diferencias escribe escriba "
    "compara implementa diseña di nombra indica calcula",
    "it": "cosa che qual quale quali come quando dove chi perché perche spiega spiegare descrivi "
    "descrivere definisci elenca differenza differenze scrivi confronta implementa cos dimmi",
    "de": "was welche welcher welches wie warum wieso wann wo wer wozu erkläre erklären "
    "beschreibe beschreiben nenne nennen definiere unterschied vergleiche",
    "fr": "que quel quelle quels quelles qu comment pourquoi quand où qui expliquez explique "
    "décrivez définissez citez donnez différence comparez est",
    "pt": "o que qual quais como quando onde quem por explique descreva defina cite diferença "
    "compare implemente",
    "ru": "что какой какая какие каков как почему зачем когда где кто объясните опишите назовите "
    "дайте чем расскажите перечислите в",
    "tr": "nedir ne nasıl neden hangi açıkla",
}
# These begin statements as well: they ask only where a question mark, or a label, says so too.
UNSURE = frozenset(
    words(
        "can could would should do does did is are was were have has will as in the when where who "
        "como que por o est di como show find state give name list find create build consider open "
        "que su в do ne"
    )
)
# Scripts without blanks: any of these within a short line asks.
ASKS_CJK = words(
    "什么 什麼 如何 怎么 怎麼 怎样 为什么 為什麼 哪些 哪个 哪種 哪几 几种 区别 "
    "區別 简述 说说 谈谈 谈一谈 说一说 "
    "介绍 解释 解釋 描述 请 吗 多少 是否 何时 能否 列举 讲讲 讲一下 原理 理解 "
    "は何 なぜ どの どう 説明 "
    "무엇 왜 어떻게 설명 차이"
)

# The question means the code or picture below it: that belongs to it, not to the answer.
REFERS = words(
    "output following below snippet print prints printed log logged logs error wrong fix "
    "salida siguiente imprime seguente stampa ausgabe folgende sortie suivant saída seguinte "
    "вывод выведет следующий 输出 下面 以下 下列 打印 結果 结果"
)

# A line "Difficulty: easy" files a question and is no part of it.
FILED = words(
    "difficulty,level,category,categories,type,tags?,topics?,key concepts?,companies,company,"
    "asked (?:in|at|by),frequency,time,time limit,duration,points,marks,score,weight,domain,role,"
    "experience,skills?,keywords?,dificultad,nivel,categoría,tema,difficoltà,livello,categoria,"
    "schwierigkeit,kategorie,难度,标签,分类,类型",
    ",",
)

# Columns and keys that hold a question, an answer, and what belongs to neither; folded names.
QUESTION_FIELDS = words(
    "question questions ques q query prompt front questiontext question_text questionbody "
    "question_body problem problemstatement problem_statement task pregunta preguntas domanda "
    "domande frage fragen pergunta perguntas vraag pytanie вопрос soru 问题 問題 "
    "题目 題目 问 質問 질문 "
    "instruction interviewquestion faq faqquestion frontside stem"
)
ANSWER_FIELDS = words(
    "answer answers ans a response reply back solution solutions solutiontext expectedanswer "
    "expectedanswerpoints modelanswer sampleanswer correctanswer answertext answer_text "
    "acceptedanswer referenceanswer idealanswer shortanswer longanswer respuesta respuestas "
    "risposta risposte antwort antworten réponse reponse resposta respostas antwoord odpowiedź "
    "ответ cevap 答案 参考答案 回答 答え 답변 answerbody explanation output completion keypoints "
    "correctanswers correctoption correctchoice correctanswerpoints fullanswer answerkey "
    "expectedpoints expectedresponse expectedanswers sampleanswers "
    "modelanswers idealanswers suggestedanswer suggestedanswers acceptedanswers acceptableanswers "
    "possibleanswer correctresponse answersummary backside rightanswer bestanswer answerpoints"
)
TITLE_FIELDS = words("title titel titolo título titulo titre heading subject name 标题 標題 thema")
TEXT_FIELDS = words(
    "text body content description details detail texto testo texte inhalt contenido 内容 正文"
)
OPTION_FIELDS = words("options choices option choice alternatives opciones opzioni 选项")
TOPIC_FIELDS = words(
    "topic category section tag tags subject chapter area module deck categoría categoria "
    "kategorie catégorie 分类 主题"
)
LEVEL_FIELDS = words("level difficulty nivel livello niveau dificultad schwierigkeit 难度")
ID_FIELDS = words("id no nr number num index sno slno srno sr # 序号 编号 qid questionid qno")

# A heading that introduces no question, whatever stands below it.
NOT_A_QUESTION = words(
    "contents content toc index introduction intro overview preface about foreword summary "
    "conclusion references reference resources resource links credits license licence "
    "contributing contribute contributors contact acknowledgements acknowledgments disclaimer "
    "sources source bibliography changelog appendix notes note readme support author authors "
    "further getting started installation usage prerequisites "
    "índice indice contenido introducción referencias recursos introduzione riferimenti risorse "
    "inhalt inhaltsverzeichnis einleitung quellen sommaire 目录 目錄 "
    "前言 参考 参考资料 简介 总结 说明"
)

PLACEHOLDERS = words(
    "answer here|answers here|answer goes here|your answer|your answer here|add answer|"
    "write your answer|write answer here|add your answer|add your answer here|"
    "insert answer here|answer|"
    "n/a|na|tbd|tba|todo|to do|to be done|to be completed|to be filled|to be filled in|to be added|"
    "to be answered|to be written|to be continued|coming soon|"
    "no answer|no answer yet|not answered|not answered yet|unanswered|pending|work in progress|"
    "wip|help wanted|fill in|fill me in|placeholder|none yet|?|??|xxx|"
    "under construction|in progress|answer pending|answer coming soon|"
    "respuesta aquí|respuesta aqui|pendiente|por hacer|por completar|por escribir|sin respuesta|"
    "sin responder|próximamente|"
    "risposta qui|da fare|da completare|da scrivere|da aggiungere|in arrivo|nessuna risposta|"
    "antwort hier|antwort fehlt|folgt|à venir|à faire|à compléter|a completar|por fazer|"
    "resposta aqui|sem resposta|待补充|待完善|待填写|待补|待续|暂无|略|无|未完待续|答案|待更新",
    "|",
)
